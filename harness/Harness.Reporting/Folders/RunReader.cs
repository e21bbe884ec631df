using System.Text;
using Harness.Analysis.Results;

namespace Harness.Reporting.Folders;

/// <summary>Reads what a run left in its folder.</summary>
public static class RunReader
{
    // With its defaults filled in, and its sweeps written out, a scenario is longer than its file.
    private const int LargestScenario = 1 << 24;

    /// <summary>Reads a result folder, also that of a run that was killed.</summary>
    /// <exception cref="ResultFolderException">It is none, a file is damaged, or a newer version wrote it.</exception>
    public static RunRecord Load(string folder)
    {
        var (samples, scenario) = (Path.Combine(folder, ResultFiles.Samples), Path.Combine(folder, ResultFiles.Scenario));
        if (!File.Exists(samples))
        {
            throw new ResultFolderException(Directory.Exists(folder)
                ? $"{folder} is no result folder: it holds no {ResultFiles.Samples}. {WhatInstead(folder)}"
                : $"{folder}: there is no such folder. 'ls results' shows those of earlier runs.");
        }

        try
        {
            return new RunRecord
            {
                Folder = folder,
                ScenarioText = File.Exists(scenario) ? Encoding.UTF8.GetString(ResultFiles.Read(scenario, LargestScenario)) : "",
                Environment = JsonFile.Read<RunEnvironment>(Path.Combine(folder, ResultFiles.Environment), newestFormat: null),
                Samples = SampleReader.Read(samples),
                Sequences = SequenceReader.Read(Path.Combine(folder, ResultFiles.Sequence)),
                Summary = JsonFile.Read<RunSummary>(Path.Combine(folder, ResultFiles.Summary), RunSummary.NewestFormat),
            };
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ResultFolderException($"{folder} cannot be read: {e.Message} Run this as the user that made it.", e);
        }
    }

    // A check keeps its runs in a folder of its own.
    private static string WhatInstead(string folder) =>
        Directory.EnumerateDirectories(folder).Where(f => File.Exists(Path.Combine(f, ResultFiles.Samples))).Order(StringComparer.Ordinal)
            .FirstOrDefault() is { } first
            ? $"It holds those of several runs: name one of them, such as {first}."
            : "Name one that a run has made, such as results/20260101T120000Z-server-closes-first.";
}
