using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Trials;

/// <summary>Makes the link's figures out of what its agent brought, and says what is wrong with them.</summary>
public static class LinkFigures
{
    private const double MostLateUs = 1000;

    /// <param name="asked">What it was to do.</param>
    /// <param name="role">Null: its agent has not reported.</param>
    public static LinkSummary Of(LinkOptions asked, RoleReport? role)
    {
        var found = role?.Link ?? new();
        var late = new Histogram();
        late.Add(found.ToServer.Late);
        late.Add(found.ToClient.Late);
        return new LinkSummary
        {
            RttUs = asked.Rtt.TotalMicroseconds,
            ToServer = DirectionOf(found.ToServer, asked.Rtt / 2),
            ToClient = DirectionOf(found.ToClient, asked.Rtt / 2),
            LateUs = DurationSummary.OfAny(late),
            Rules = asked.Rules.Count == 0 ? null : new SortedDictionary<string, LinkRuleReport>(
                found.Rules.ToDictionary(r => r.Key, r => r.Value), StringComparer.Ordinal),
            PcapLeftOut = asked.Pcap ? found.PcapLeftOut : null,
            CpuSeconds = role is null ? null : Math.Round(role.CpuSeconds, 3),
        };
    }

    /// <summary>What makes the link other than it was asked to be.</summary>
    public static IEnumerable<Warning> Warnings(LinkSummary link)
    {
        var dropped = link.ToServer.Dropped + link.ToClient.Dropped;
        if (dropped > 0)
        {
            yield return new(
                "link_dropped_frames",
                $"the link dropped {dropped:N0} of {dropped + link.ToServer.Frames + link.ToClient.Frames:N0} frames, "
                + "so TCP had to send them again",
                "use fewer copies or a shorter round-trip time: the link holds at most 32,768 frames at once");
        }

        if (link.LateUs?.P99 > MostLateUs)
        {
            yield return new(
                "link_late",
                $"the link passed 1 % of the frames on more than {link.LateUs.P99 / 1000:0.0} ms later than asked: "
                + "the machine was too busy",
                "use fewer copies, or a machine with more processors");
        }

        if (link.Rules?.Where(r => r.Value.Matched == 0).Select(r => r.Key).ToList() is { Count: > 0 } idle)
        {
            yield return new(
                "link_rule_idle",
                $"no segment met the link's rule{(idle.Count == 1 ? "" : "s")} {string.Join(", ", idle)}",
                "look at link.pcap ('pcap: true') for what did pass, or at the steps that arm and disarm");
        }

        if (link.Rules?.Sum(r => r.Value.LeftOut) is > 0 and var leftOut)
        {
            yield return new(
                "link_rule_full",
                $"of {leftOut:N0} segments the link could keep or pass on no copy: it holds at most 64 MiB for each rule",
                "let the rule take fewer: with 'nth', 'kind' or 'connection'");
        }

        if (link.PcapLeftOut > 0)
        {
            yield return new(
                "link_pcap_full",
                $"the link's pcap file lacks {Format.Counted(link.PcapLeftOut.Value, "frame")}: it is at most 64 MiB large",
                "use a shorter load, or smaller bodies");
        }
    }

    private static LinkDirectionSummary DirectionOf(LinkDirectionReport found, TimeSpan asked)
    {
        var late = DurationSummary.OfAny(found.Late);
        var us = asked.TotalMicroseconds;
        return new LinkDirectionSummary
        {
            Frames = found.Frames,
            Bytes = found.Bytes,
            Dropped = found.Dropped,
            // Added here, so that the histogram's width applies to what was late and not to the whole.
            DelayUs = late is null ? null : late with
            {
                P50 = late.P50 + us,
                P90 = late.P90 + us,
                P99 = late.P99 + us,
                Max = late.Max + us,
                Curve = [.. late.Curve.Select(point => new[] { point[0], point[1] + us })],
            },
        };
    }
}
