using Harness.Analysis.Results;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Analysis.Probing;

/// <summary>Probes a client program: one trial per form of response, each in a fresh pair of sides, then what they show.</summary>
public static class ClientProbing
{
    private const string Form = "form";

    private static readonly string[] Places = ["{url}", "{authority}", "{host}", "{port}"];

    /// <summary>Whether the command says where to connect.</summary>
    public static bool NamesTheServer(IReadOnlyList<string> command) =>
        command.Any(part => Places.Any(place => part.Contains(place, StringComparison.Ordinal)));

    /// <summary>Plans the run of a probe: one trial per form of response.</summary>
    /// <param name="options">What to probe, and how.</param>
    /// <param name="planner">Makes its plan.</param>
    public static RunPlan Plan(ClientProbeOptions options, ScenarioPlanner planner) =>
        planner.PlanOf([.. ResponseForm.All.Select((form, index) => new TrialPlan(
            index + 1,
            new SortedDictionary<string, string>(StringComparer.Ordinal) { [Form] = form.Name },
            ScenarioOf(options, form)))]);

    /// <summary>Reads the result of a probe from its run's figures. A pure function; the run may have broken off.</summary>
    public static ClientProbe Read(ClientProbeOptions options, RunSummary summary)
    {
        var forms = summary.Trials.Where(t => t.Complete).Select(t => FormOf(options, t)).ToList();
        return new ClientProbe
        {
            Command = options.Command,
            Times = options.Times,
            ServerWaitsMs = options.ServerWaits.TotalMilliseconds,
            Complete = summary.Complete,
            Forms = forms,
            Verdict = [.. ClientVerdict.Of(forms)],
        };
    }

    private static Scenario ScenarioOf(ClientProbeOptions options, ResponseForm form) => new()
    {
        Name = $"probe-{string.Concat(Path.GetFileName(options.Command[0]).Select(InName))}",
        About = $"How '{string.Join(' ', options.Command)}' closes its connections: one trial per form of response. "
            + "The server reads on for a while after each response, so that a client which wants to close first does.",
        Server = form.Server(options.ServerWaits),
        Client = new ClientOptions
        {
            Like = "",
            Program = new() { Command = options.Command, Times = options.Times, Timeout = options.Timeout, StopsAtTimeout = true },
        },
        Link = form.Link,
        Load = [],
    };

    // A scenario's name is also that of its result folder.
    private static char InName(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-';

    private static FormProbe FormOf(ClientProbeOptions options, TrialSummary trial) => new()
    {
        Form = trial.Parameters[Form],
        Runs = trial.Client.Program?.ExitCodes.Values.Sum() is > 0 and var runs ? runs : options.Times,
        Connections = trial.Connections.Opened ?? 0,
        Requests = trial.Server.Requests ?? 0,
        ClosedFirst = trial.ClosedFirst,
        ThinkTimeUs = trial.ThinkTimeUs,
        ExitCodes = trial.Client.Program?.ExitCodes ?? new SortedDictionary<string, long>(StringComparer.Ordinal),
        TimedOut = trial.Client.Program?.TimedOut ?? 0,
    };
}
