using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Protocol.Counting;

namespace Harness.Analysis.Trials;

/// <summary>Says what happened on a hop besides clean closes, and beside the hop.</summary>
public static class HopCheck
{
    private const int MostNamed = 3;

    /// <summary>Warnings, none when every connection was the hop's and was closed with FINs.</summary>
    public static IEnumerable<Warning> Warnings(TrialSummary trial)
    {
        if (trial.ClosedFirst is { DataAfterServerFin: > 0 and var raced })
        {
            yield return new(
                "data_after_server_close",
                $"data came after the server had closed, in {Format.Counted(raced, "connection")}, and an RST answered it: "
                + "the keep-alive race",
                "let clients give up idle connections before the server's idle time is over, or send the request again on a new one");
        }

        if (trial.ClosedFirst is { DataAfterClientFin: > 0 and var left })
        {
            yield return new(
                "data_after_client_close",
                $"data came after the client had closed, in {Format.Counted(left, "connection")}, and an RST answered it",
                "the client did not wait for the end of the answer: look at its time-out, or at the answer's Content-Length");
        }

        if (trial.Bytes?.Foreign is > 0 and var foreign)
        {
            yield return new(
                "foreign_bytes",
                $"connections read {Format.Counted(foreign, "byte")} of other connections as their own: "
                + "an old duplicate was taken for new data",
                "this is what TIME_WAIT and timestamps prevent: let whoever closes first keep its TIME_WAIT, and leave tcp_timestamps on");
        }

        foreach (var (side, tier) in new[] { ("server", trial.Server), ("client", trial.Client) })
        {
            if (tier.OtherConnections.Where(o => o.Opened > 0).ToList() is { Count: > 0 } others)
            {
                yield return new(
                    "other_connections",
                    $"not between client and server: {Format.Counted(others.Sum(o => o.Opened), "connection")} on the {side}'s side: "
                    + Named(others),
                    "no figure of the two sides has them, but for the kernel's counters");
            }
        }

        if (trial.ClosedFirst.Source == ClosedFirstSource.Roles
            && trial.Connections.Accepted - trial.Connections.Opened is > 0 and var strangers)
        {
            yield return new(
                "strangers",
                $"the server accepted {Format.Counted(strangers, "connection")} that this run did not open",
                "another program connects to the server's port; run in namespaces, where nobody else can");
        }
    }

    private static string Named(IReadOnlyList<OtherConnections> others)
    {
        var most = others.OrderByDescending(o => o.Opened).ToList();
        var named = most.Take(MostNamed).Select(o => $"{o.Opened:N0} to {o.To ?? "other destinations"} "
            + $"({Format.Counted(o.TimeWaitEntered, "TIME_WAIT")}{(o.Reset > 0 ? $", {o.Reset:N0} reset" : "")})");
        return string.Join(", ", most.Count > MostNamed ? named.Append($"and to {most.Count - MostNamed:N0} more") : named);
    }
}
