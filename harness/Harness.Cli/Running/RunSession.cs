using System.Collections.Frozen;
using System.Diagnostics;
using Harness.Analysis.Results;
using Harness.Cli.Terminal;
using Harness.Controller;
using Harness.Controller.Launching;
using Harness.Protocol.Contracts;
using Harness.Reporting;
using Harness.Scenarios.Planning;

namespace Harness.Cli.Running;

/// <summary>Runs plans for a command, each in a result folder of its own and with its progress on stderr.</summary>
/// <param name="output">The folder in which the result folders are made; it stays open.</param>
/// <param name="isQuiet">No progress on stderr.</param>
/// <param name="interrupt">Stops the runs; what was measured is kept.</param>
internal sealed class RunSession(IOutputFolder output, bool isQuiet, CancellationToken interrupt)
{
    /// <summary>No progress on stderr.</summary>
    public bool IsQuiet => isQuiet;

    /// <summary>Codes of warnings that the command tells in words of its own.</summary>
    public IReadOnlySet<string> Untold { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Whether the link <c>latest</c> leads to each run's folder.</summary>
    public bool IsLatest { get; init; }

    /// <summary>Starts the nodes on hosts; null where they stand on this machine.</summary>
    public HostLauncher? Hosts { get; init; }

    /// <summary>Says what a run answers, for its summary and its report; a probe does.</summary>
    public Func<RunSummary, IReadOnlyList<string>> Answering { get; init; } = _ => [];

    /// <summary>Runs one plan.</summary>
    /// <param name="plan">What to run.</param>
    /// <param name="drawsReport">True: the result folder gets report.html and its charts.</param>
    /// <param name="places">How many trials may still begin, shared by runs that go on side by side; null for a run that is alone.</param>
    /// <exception cref="MachineException">This machine cannot run it; nothing was started.</exception>
    /// <exception cref="OperationCanceledException">Interrupted before anything was measured.</exception>
    /// <exception cref="IOException">The results could not be written to their end.</exception>
    public async Task<SessionRun> RunAsync(RunPlan plan, bool drawsReport, SemaphoreSlim? places = null)
    {
        var began = Stopwatch.GetTimestamp();
        using var folder = new ResultFolder(output) { Answering = Answering, IsLatest = IsLatest };
        using var progress = places is null ? Progress.Create(isQuiet) : Progress.CreatePlain(isQuiet);
        progress.Untold = Untold;
        var run = new ScenarioRun(
            plan, AgentPrograms.For(plan), new Observers(folder, progress), folder.Log, TimeProvider.System, places)
        {
            Hosts = Hosts,
        };
        var (end, summary) = await run.RunAsync(interrupt);
        var (report, unwritten) = Write(folder.Folder, drawsReport);
        return new SessionRun(plan, folder.Path, end, folder.Summary ?? summary, Stopwatch.GetElapsedTime(began))
        {
            Report = report,
            Unwritten = unwritten,
            Diagrams = folder.Sequences,
            Hosts = folder.Environment?.Hosts ?? [],
        };
    }

    // The run is over, and what it came to is known: a disk that is full by now must not keep it from the user.
    private static (string Report, IOException? Unwritten) Write(IOutputFolder folder, bool drawsReport)
    {
        try
        {
            if (drawsReport)
            {
                return (Home.Shown(Report.Write(folder)), null);
            }

            Report.WriteTrials(folder);
            return ("", null);
        }
        catch (IOException e)
        {
            return ("", e);
        }
    }
}

/// <summary>A run that measured something.</summary>
/// <param name="Plan">What was run.</param>
/// <param name="Folder">Its result folder.</param>
/// <param name="End">How it ended.</param>
/// <param name="Summary">Its figures.</param>
/// <param name="Took">From its start to its last result file.</param>
internal sealed record SessionRun(RunPlan Plan, string Folder, RunEnd End, RunSummary Summary, TimeSpan Took)
{
    /// <summary>The path of its report, for people; empty when none was drawn.</summary>
    public string Report { get; init; } = "";

    /// <summary>Why its report, or the table of its trials, could not be written; null when they were.</summary>
    public IOException? Unwritten { get; init; }

    /// <summary>How many sequence diagrams the report has.</summary>
    public int Diagrams { get; init; }

    /// <summary>Where its nodes stood; none where that was this machine.</summary>
    public IReadOnlyList<HostEntry> Hosts { get; init; } = [];
}
