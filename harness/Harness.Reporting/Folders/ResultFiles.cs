namespace Harness.Reporting.Folders;

/// <summary>The names of the files of a result folder; <c>results/README.md</c> explains each.</summary>
internal static class ResultFiles
{
    public const string Scenario = "scenario.yaml";
    public const string Environment = "environment.json";
    public const string Samples = "samples.csv";
    public const string Connections = "connections.csv";
    public const string Link = "link.pcap";
    public const string Summary = "summary.json";
    public const string Log = "run.log";
    public const string Report = "report.html";
    public const string Charts = "charts";
    public const string Comparison = "compare.json";

    /// <summary>What the link of one of several trials captured.</summary>
    public static string LinkOf(int trial) => $"link-{trial}.pcap";
}
