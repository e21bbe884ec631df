using Harness.Protocol;

namespace Harness.Reporting.Folders;

/// <summary>The names of the files of a result folder; <c>results/README.md</c> explains each.</summary>
internal static class ResultFiles
{
    public const string Scenario = "scenario.yaml";
    public const string Environment = "environment.json";
    public const string Samples = "samples.csv";
    public const string Connections = "connections.csv";
    public const string Trials = "trials.csv";
    public const string Witness = "witness.csv";
    public const string Sequence = "sequence.csv";
    public const string Summary = "summary.json";
    public const string Log = "run.log";
    public const string Report = "report.html";
    public const string Charts = "charts";
    public const string Comparison = "compare.json";
    public const string Latest = "latest";

    /// <summary>The bytes of one of them.</summary>
    /// <exception cref="ResultFolderException">It has more than <paramref name="largest"/>, or no end.</exception>
    public static byte[] Read(string path, int largest)
    {
        try
        {
            return BoundedFile.Read(path, largest);
        }
        catch (InvalidDataException e)
        {
            throw new ResultFolderException($"{path}: {e.Message}. Restore the file from a copy, or run the scenario again.", e);
        }
    }

    /// <summary>What a node captured.</summary>
    /// <param name="node">The link, or one at an end.</param>
    /// <param name="trial">Null where the run has one trial.</param>
    public static string CaptureOf(NodeId node, int? trial) => trial is null ? $"{node.Name}.pcap" : $"{node.Name}-{trial}.pcap";
}
