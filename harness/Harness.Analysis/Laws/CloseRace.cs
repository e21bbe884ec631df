using System.Runtime.InteropServices;
using Harness.Analysis.Results;
using Harness.Protocol.Counting;

namespace Harness.Analysis.Laws;

/// <summary>
/// Who closes first, predicted from think times alone. A think time T runs from the server's last byte written to the client's FIN at the
/// server, so it
/// holds one round-trip time R. A server that waits N after that byte is the only one to close first when its FIN reaches the client before
/// the client
/// closes: N + R &lt; T. The client is the only one when its FIN is there before the server closes: T &lt;= N. In between both close first;
/// without a
/// round-trip time there is no between. T also holds the wake-up of the server's thread, which the race does not: where that is not much
/// shorter than T,
/// the prediction is too much in the server's favour.
/// </summary>
/// <param name="thinkTimes">Each weighs as much as it counted.</param>
/// <param name="roundTrip">R.</param>
public sealed class CloseRace(IReadOnlyList<DurationSummary> thinkTimes, TimeSpan roundTrip)
{
    private const int Steps = 200;

    private readonly long count = thinkTimes.Sum(t => t.Count);

    /// <summary>The shares of a server that waits exactly so long.</summary>
    /// <param name="delay">N, in microseconds.</param>
    public CloseShares After(double delay)
    {
        var (client, notServer) = (ShareAtMost(delay), ShareAtMost(delay + roundTrip.TotalMicroseconds));
        return new(1 - notServer, client, notServer - client);
    }

    /// <summary>The shares of a server whose waits were distributed so: what a timer is late by is part of the race.</summary>
    /// <param name="delays">N, each weighing as much as it counted; at least one that counted something.</param>
    public CloseShares After(IReadOnlyList<DurationSummary> delays)
    {
        var (all, sum) = (delays.Sum(d => d.Count), default(CloseShares));
        foreach (var d in delays)
        {
            for (var step = 0; step < Steps; step++)
            {
                var (shares, weight) = (After(d.Quantile((step + 0.5) / Steps)), (double)d.Count / all / Steps);
                sum = new(sum.Server + (weight * shares.Server), sum.Client + (weight * shares.Client), sum.Both + (weight * shares.Both));
            }
        }

        return sum;
    }

    private double ShareAtMost(double microseconds) => count == 0 ? 0 : thinkTimes.Sum(t => t.Count * t.ShareAtMost(microseconds)) / count;
}

/// <summary>Shares of connections by who closed first, 0 to 1.</summary>
/// <param name="Server">Only the server.</param>
/// <param name="Client">Only the client.</param>
/// <param name="Both">Their FINs crossed.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CloseShares(double Server, double Client, double Both)
{
    /// <summary>What was counted, of the connections whose end is known. All 0 when there are none.</summary>
    public static CloseShares Of(ClosedFirst closed)
    {
        var of = Math.Max(1, closed.Known());
        return new((double)closed.Server / of, (double)closed.Client / of, (double)closed.Both / of);
    }

    /// <summary>By how much the share differs that differs most.</summary>
    public double Difference(CloseShares other) =>
        Math.Max(Math.Abs(Server - other.Server), Math.Max(Math.Abs(Client - other.Client), Math.Abs(Both - other.Both)));
}
