using System.Collections.Frozen;
using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Protocol;
using Harness.Protocol.Counting;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Words;

namespace Harness.Cli.Terminal;

/// <summary>
/// Shows on stderr how a run goes on: nothing, a line a second, or a live table. Observers of results come first, so a slow terminal
/// loses nothing.
/// </summary>
internal abstract class Progress : IRunObserver, IDisposable
{
    /// <summary>The right form for this terminal.</summary>
    public static Progress Create(bool isQuiet)
    {
        if (isQuiet)
        {
            return new QuietProgress();
        }

        var console = StandardStreams.ErrorConsole();
        // Spectre takes a pipe for a terminal when TERM is set, hence both questions.
        return console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi
            ? new LiveView(console, TimeProvider.System)
            : new PlainProgress(Console.Error, TimeProvider.System);
    }

    /// <summary>A line now and then on any terminal: several live tables cannot share one.</summary>
    public static Progress CreatePlain(bool isQuiet) =>
        isQuiet ? new QuietProgress() : new PlainProgress(Console.Error, TimeProvider.System);

    public virtual void RunStarted(RunPlan plan, DateTimeOffset startedAt)
    {
    }

    public virtual void EnvironmentKnown(RunEnvironment environment)
    {
    }

    public virtual void PhaseStarted(TrialPlan trial, Phase phase)
    {
    }

    public virtual void Sampled(TrialPlan trial, Phase phase, Sample sample)
    {
    }

    public virtual void ConnectionsEnded(TrialPlan trial, NodeId node, IReadOnlyList<ConnectionRow> connections)
    {
    }

    public void Warned(Warning warning)
    {
        if (!Untold.Contains(warning.Code))
        {
            Warn(warning);
        }
    }

    public virtual void TrialFinished(TrialPlan trial, TrialSummary summary)
    {
    }

    public virtual void RunFinished(RunSummary summary)
    {
    }

    /// <summary>Codes of warnings that are not shown, because the command says as much in words of its own.</summary>
    public IReadOnlySet<string> Untold { get; set; } = FrozenSet<string>.Empty;

    /// <summary>Leaves the terminal as it was; more than once does no harm.</summary>
    public void Dispose() => End();

    protected abstract void Warn(Warning warning);

    protected virtual void End()
    {
    }

    protected static string Worded(Warning warning) => Visible.Line($"warning: {warning.Text}; {warning.Advice}");
}
