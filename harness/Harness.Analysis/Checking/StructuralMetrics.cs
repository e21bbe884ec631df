using Harness.Analysis.Results;

namespace Harness.Analysis.Checking;

/// <summary>What is a matter of policy and not of speed: who closed first, TIME_WAITs entered, failures, errors, requests per connection.</summary>
public static class StructuralMetrics
{
    /// <summary>Of the connections that the load tried.</summary>
    public const string Opened = "connections.opened";

    /// <summary>Responses per connection that the built-in server accepted.</summary>
    public const string RequestsPerConnection = "requests_per_connection";

    private const string Errors = "connections.errors.";

    /// <summary>The names that every trial has; those of errors come on top.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Of(new TrialSummary()).Keys];

    /// <summary>Whether a trial can have a metric of this name.</summary>
    public static bool IsKnown(string name) => Names.Contains(name) || (name.StartsWith(Errors, StringComparison.Ordinal) && name.Length > Errors.Length);

    /// <summary>Those of one trial; an error that did not happen is not among them.</summary>
    public static SortedDictionary<string, Counted> Of(TrialSummary trial)
    {
        var (connections, first) = (trial.Connections, trial.ClosedFirst);
        var tried = Math.Max(connections.Opened, connections.Completed + connections.Failed);
        var found = new SortedDictionary<string, Counted>(StringComparer.Ordinal)
        {
            [Opened] = new(connections.Opened, 0),
            ["connections.completed"] = new(connections.Completed, tried),
            ["connections.failed"] = new(connections.Failed, tried),
            ["closed_first.server"] = new(first.Server, tried),
            ["closed_first.client"] = new(first.Client, tried),
            ["closed_first.both"] = new(first.Both, tried),
            ["closed_first.reset"] = new(first.Reset, tried),
            ["closed_first.unknown"] = new(first.Unknown, tried),
            ["server.time_wait.entered"] = new(trial.Server.TimeWait.Entered, tried),
            ["server.time_wait.overflow"] = new(trial.Server.TimeWait.Overflow ?? 0, tried),
            ["client.time_wait.entered"] = new(trial.Client.TimeWait.Entered, tried),
            ["client.time_wait.overflow"] = new(trial.Client.TimeWait.Overflow ?? 0, tried),
            [RequestsPerConnection] = new(connections.Accepted == 0 ? 0 : Math.Round((double)trial.Server.Requests / connections.Accepted, 4), 0),
        };
        foreach (var (name, count) in connections.Errors)
        {
            found[$"{Errors}{name}"] = new(count, tried);
        }

        return found;
    }

    /// <summary>One metric of one trial; an error that did not happen counts 0.</summary>
    public static Counted Of(TrialSummary trial, string name)
    {
        var all = Of(trial);
        return all.TryGetValue(name, out var counted) ? counted : new(0, all["connections.failed"].Of);
    }
}
