using Harness.Analysis.Results;
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
                $"{raced:N0} connections got data after the server had closed them, and were reset: the keep-alive race",
                "let clients give up idle connections before the server's idle time is over, or send the request again on a new one");
        }

        if (trial.ClosedFirst is { DataAfterClientFin: > 0 and var left })
        {
            yield return new(
                "data_after_client_close",
                $"{left:N0} connections got data after the client had closed them, and were reset",
                "the client did not wait for the end of the answer: look at its time-out, or at the answer's Content-Length");
        }

        if (trial.Bytes?.Foreign is > 0 and var foreign)
        {
            yield return new(
                "foreign_bytes",
                $"{foreign:N0} bytes of other connections were read as if they were their own: an old duplicate was taken for new data",
                "this is what TIME_WAIT and timestamps prevent: let whoever closes first keep its TIME_WAIT, and leave tcp_timestamps on");
        }

        foreach (var (side, tier) in new[] { ("server", trial.Server), ("client", trial.Client) })
        {
            if (tier.OtherConnections.Where(o => o.Opened > 0).ToList() is { Count: > 0 } others)
            {
                yield return new(
                    "other_connections",
                    $"{others.Sum(o => o.Opened):N0} connections on the {side}'s side are not between client and server: "
                    + Named(others),
                    "no figure of the two sides has them, but for the kernel's counters");
            }
        }

        if (trial.ClosedFirst.Source == ClosedFirstSource.Roles
            && trial.Connections.Accepted - trial.Connections.Opened is > 0 and var strangers)
        {
            yield return new(
                "strangers",
                $"the server accepted {strangers:N0} connections that this run did not open",
                "another program connects to the server's port; run in namespaces, where nobody else can");
        }
    }

    private static string Named(IReadOnlyList<OtherConnections> others)
    {
        var most = others.OrderByDescending(o => o.Opened).ToList();
        var named = most.Take(MostNamed).Select(o => $"{o.Opened:N0} to {o.To ?? "other destinations"} "
            + $"({o.TimeWaitEntered:N0} TIME_WAITs{(o.Reset > 0 ? $", {o.Reset:N0} reset" : "")})");
        return string.Join(", ", most.Count > MostNamed ? named.Append($"and to {most.Count - MostNamed:N0} more") : named);
    }
}
