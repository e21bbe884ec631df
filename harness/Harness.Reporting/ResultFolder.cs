using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Analysis.Sequences;
using Harness.Analysis.Witness;
using Harness.Protocol;
using Harness.Protocol.Contracts;
using Harness.Protocol.Counting;
using Harness.Reporting.Folders;
using Harness.Scenarios.Planning;

namespace Harness.Reporting;

/// <summary>
/// Writes a run into its folder while it goes on. Rows are on their way to the disk before the call returns; the other files are there
/// whole or not at all. summary.json is there from the start, marked incomplete, and is replaced after each trial and at the end, so that a
/// killed run shows what it is.
/// </summary>
/// <param name="parent">The folder in which it is made; open, and left open.</param>
public sealed class ResultFolder(IOutputFolder parent) : IRunObserver, IDisposable
{
    private const string StillGoing = "the run was still going on when this was written: it was killed, or it goes on";

    private readonly List<TrialSummary> trials = [];
    private readonly Dictionary<string, GrowingFile> captures = new(StringComparer.Ordinal);
    private IOutputFolder? folder;
    private RowFile<SampleRow>? samples;
    private RowFile<TrialConnectionRow>? connections;
    private RowFile<WitnessRow>? witnessed;
    private RowFile<SequenceRow>? sequences;
    private RunPlan? plan;
    private DateTimeOffset startedAt;

    /// <summary>Says what the run answers, where that is not what its figures say by themselves: a probe's sentences.</summary>
    public Func<RunSummary, IReadOnlyList<string>> Answering { get; init; } = _ => [];

    /// <summary>Whether the link <c>latest</c> beside it leads to it from its start on, where that name is free or such a link.</summary>
    public bool IsLatest { get; init; }

    /// <summary>run.log: what the controller and the agents tell of the run, from before the folder was there.</summary>
    public RunLog Log { get; } = new(TimeProvider.System);

    /// <summary>How many connections sequence.csv has so far: each is a diagram of the report.</summary>
    public int Sequences { get; private set; }

    /// <summary>summary.json as it was written last; null before the run has started.</summary>
    public RunSummary? Summary { get; private set; }

    /// <summary>What the run stands on; null before that is known.</summary>
    public RunEnvironment? Environment { get; private set; }

    /// <summary>The folder, once <see cref="RunStarted"/> has made it; empty before.</summary>
    public string Path => folder?.Path ?? "";

    /// <summary>The open folder, for other files that are written into it.</summary>
    /// <exception cref="InvalidOperationException">The run has not started.</exception>
    public IOutputFolder Folder => folder ?? throw new InvalidOperationException("the run has not started");

    /// <inheritdoc/>
    public void RunStarted(RunPlan plan, DateTimeOffset startedAt)
    {
        (this.plan, this.startedAt) = (plan, startedAt);
        folder = ResultParent.Claim(parent, startedAt, plan.Scenario.Name);
        if (IsLatest)
        {
            ResultParent.PointLatest(parent, folder);
        }

        samples = new RowFile<SampleRow>(header => NewFile(ResultFiles.Samples, header), RowColumns.Samples);
        Log.WriteTo(NewFile(ResultFiles.Log, []));
        folder.Write(ResultFiles.Scenario, System.Text.Encoding.UTF8.GetBytes(plan.ScenarioText));
        WriteUnfinished();
    }

    /// <inheritdoc/>
    public void EnvironmentKnown(RunEnvironment environment)
    {
        Environment = environment;
        JsonFile.Write(Folder, ResultFiles.Environment, environment);
    }

    /// <inheritdoc/>
    public void PhaseStarted(TrialPlan trial, Phase phase)
    {
        // Each sample's row names its phase, and the summary has the spans.
    }

    /// <inheritdoc/>
    public void Sampled(TrialPlan trial, Phase phase, Sample sample) =>
        samples?.Append([new SampleRow { Trial = trial.Number, Phase = phase, Sample = sample }]);

    /// <inheritdoc/>
    public void ConnectionsEnded(TrialPlan trial, NodeId node, IReadOnlyList<ConnectionRow> connections)
    {
        this.connections ??= new RowFile<TrialConnectionRow>(
            header => NewFile(ResultFiles.Connections, header), RowColumns.Connections);
        this.connections.Append(connections.Select(c => new TrialConnectionRow(trial.Number, node, c)));
    }

    /// <inheritdoc/>
    public void Captured(TrialPlan trial, NodeId node, byte[] pcap)
    {
        var name = ResultFiles.CaptureOf(node, plan!.Trials.Count == 1 ? null : trial.Number);
        if (captures.TryGetValue(name, out var file))
        {
            file.Append(pcap);
        }
        else
        {
            // The first piece has the header.
            captures[name] = new(NewFile(name, pcap));
        }
    }

    /// <inheritdoc/>
    public void Witnessed(TrialPlan trial, IReadOnlyList<WitnessedConnection> connections)
    {
        witnessed ??= new RowFile<WitnessRow>(header => NewFile(ResultFiles.Witness, header), RowColumns.Witness);
        witnessed.Append(connections.Select(c => new WitnessRow(trial.Number, c)));
    }

    /// <inheritdoc/>
    public void Sequenced(TrialPlan trial, IReadOnlyList<Sequence> sequences)
    {
        this.sequences ??= new RowFile<SequenceRow>(header => NewFile(ResultFiles.Sequence, header), SequenceColumns.All);
        Sequences += sequences.Count;
        this.sequences.Append(sequences.SelectMany(s => s.Events.Select(e => new SequenceRow(trial.Number, s, e))));
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
        CloseFiles();
    }

    /// <summary>Closes the files; what was written stays.</summary>
    public void Dispose()
    {
        CloseFiles();
        Log.Dispose();
        folder?.Dispose();
    }

    private void CloseFiles()
    {
        samples?.Dispose();
        connections?.Dispose();
        witnessed?.Dispose();
        sequences?.Dispose();
        foreach (var capture in captures.Values)
        {
            capture.Dispose();
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

    private void WriteSummary(RunSummary summary)
    {
        Summary = summary with
        {
            About = plan!.Scenario.About,
            Overrides = Override.Of(plan.Settings),
            Answer = Answering(summary),
        };
        JsonFile.Write(Folder, ResultFiles.Summary, Summary);
    }

    private FileStream NewFile(string name, ReadOnlySpan<byte> beginning) => Folder.TryCreateFile(name, beginning) ?? throw new IOException(
        $"cannot write {System.IO.Path.Combine(Path, name)}: the name is taken in a folder that was just made");
}
