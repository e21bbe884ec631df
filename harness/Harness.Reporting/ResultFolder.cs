using System.Globalization;
using Harness.Model;
using Harness.Model.Counting;
using Harness.Model.Results;
using Harness.Model.Running;
using Harness.Reporting.Folders;

namespace Harness.Reporting;

/// <summary>
/// Writes a run into its folder while it goes on. Rows are on their way to the disk before the call returns; the other files are there whole or not at all.
/// summary.json is there from the start, marked incomplete, and is replaced after each trial and at the end, so that a killed run shows what it is.
/// </summary>
public sealed class ResultFolder : IRunObserver, IDisposable
{
    private const string StillGoing = "the run was still going on when this was written: it was killed, or it goes on";

    private const int EEXIST = 17;

    private readonly string parent;
    private readonly IWholeFile files;
    private readonly List<TrialSummary> trials = [];
    private RowFile<SampleRow>? samples;
    private RowFile<TrialConnectionRow>? connections;
    private RunPlan? plan;
    private DateTimeOffset startedAt;

    private ResultFolder(string parent, IWholeFile files) => (this.parent, this.files) = (parent, files);

    /// <summary>The folder, once <see cref="RunStarted"/> has made it; empty before.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Makes sure that folders can be made in <paramref name="parent"/>, before anything is started.</summary>
    /// <exception cref="ResultFolderException">They cannot.</exception>
    public static ResultFolder Create(string parent, IWholeFile files)
    {
        var probe = System.IO.Path.Combine(parent, $".writable-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(probe);
            Directory.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ResultFolderException($"no result folder can be made in {parent}: {e.Message} Name another place with --out.", e);
        }

        return new ResultFolder(parent, files);
    }

    /// <inheritdoc/>
    public void RunStarted(RunPlan plan, DateTimeOffset startedAt)
    {
        (this.plan, this.startedAt) = (plan, startedAt);
        ClaimFolder(string.Create(CultureInfo.InvariantCulture, $"{startedAt.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{plan.Scenario.Name}"));
        files.Write(In(ResultFiles.Scenario), System.Text.Encoding.UTF8.GetBytes(plan.ScenarioText));
        WriteUnfinished();
    }

    /// <inheritdoc/>
    public void EnvironmentKnown(RunEnvironment environment) => JsonFile.Write(files, In(ResultFiles.Environment), environment);

    /// <inheritdoc/>
    public void PhaseStarted(TrialPlan trial, Phase phase)
    {
        // Each sample's row names its phase, and the summary has the spans.
    }

    /// <inheritdoc/>
    public void Sampled(TrialPlan trial, Phase phase, Sample sample) =>
        samples?.Append([new SampleRow { Trial = trial.Number, Phase = phase, Sample = sample }]);

    /// <inheritdoc/>
    public void ConnectionsEnded(TrialPlan trial, IReadOnlyList<ConnectionRow> connections)
    {
        this.connections ??= new RowFile<TrialConnectionRow>(In(ResultFiles.Connections), new ConnectionRowMap());
        this.connections.Append(connections.Select(c => new TrialConnectionRow(trial.Number, c)));
    }

    /// <inheritdoc/>
    public void Captured(TrialPlan trial, byte[] pcap)
    {
        var file = In(plan!.Trials.Count == 1 ? ResultFiles.Link : ResultFiles.LinkOf(trial.Number));
        if (File.Exists(file))
        {
            File.AppendAllBytes(file, pcap);
        }
        else
        {
            // The file's header is in its first piece: it is never there without one.
            files.Write(file, pcap);
        }
    }

    /// <inheritdoc/>
    public void Warned(Warning warning)
    {
        // The summary lists every warning.
    }

    /// <inheritdoc/>
    public void TrialFinished(TrialPlan trial, TrialSummary summary)
    {
        trials.Add(summary);
        WriteUnfinished();
    }

    /// <inheritdoc/>
    public void RunFinished(RunSummary summary)
    {
        WriteSummary(summary);
        Dispose();
    }

    /// <summary>Closes the row files; what was written stays.</summary>
    public void Dispose()
    {
        samples?.Dispose();
        connections?.Dispose();
    }

    /// <summary>Whoever creates samples.csv owns the folder: two runs of one second get two folders.</summary>
    private void ClaimFolder(string name)
    {
        for (var n = 1; samples is null; n++)
        {
            Path = System.IO.Path.Combine(parent, n == 1 ? name : $"{name}-{n}");
            if (Directory.Exists(Path))
            {
                continue;
            }

            Directory.CreateDirectory(Path);
            try
            {
                samples = new RowFile<SampleRow>(In(ResultFiles.Samples), new SampleRowMap());
            }
            catch (IOException e) when (e.HResult == EEXIST)
            {
                // Another run was faster; the next name may be free.
            }
        }
    }

    private void WriteUnfinished() => WriteSummary(new RunSummary
    {
        Scenario = plan!.Scenario.Name,
        StartedAt = startedAt,
        Verdict = Verdict.None,
        Complete = false,
        BrokeOff = StillGoing,
        Trials = trials,
    });

    private void WriteSummary(RunSummary summary) =>
        JsonFile.Write(files, In(ResultFiles.Summary), summary with { About = plan!.Scenario.About });

    private string In(string file) => System.IO.Path.Combine(Path, file);
}
