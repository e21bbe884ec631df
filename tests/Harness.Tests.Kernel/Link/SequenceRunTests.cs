using Harness.Analysis.Sequences;
using Harness.Protocol.Counting;
using Harness.Protocol.Sequences;
using Harness.Reporting.Folders;
using Harness.Scenarios.Options;
using Harness.Tests.Kernel.Program;

namespace Harness.Tests.Kernel.Link;

/// <summary>What a run tells of the connections that the link's rules touched: what passed, and what both ends' sockets did.</summary>
[Collection(Alone.Name)]
public sealed class SequenceRunTests
{
    [Fact]
    public async Task WhileTheLastAckIsLost_TheServerIsInLastAck_AndTheClientInTimeWait()
    {
        var (sequences, said) = await RunAsync("last-ack-lost");

        said.ShouldContain("with 4 sequence diagrams, of what the link's rules touched");
        sequences.Select(s => s.FirstOf.Count).ShouldBe([1, 0, 0, 0]);
        foreach (var sequence in sequences)
        {
            var segments = sequence.Events.OfType<SequenceEvent.Segment>().ToList();
            (segments[0].Facts.From, segments[0].Facts.Flags).ShouldBe((Tier.Client, (byte)2));
            segments[1].Facts.Acknowledgment.ShouldBe(segments[0].Facts.Sequence + 1);
            segments.ShouldAllBe(s => s.IsDropped == (s.LeftAt == null) && (s.LeftAt == null || s.LeftAt >= s.At));

            // Of the client's pure ACKs only the last one arrives; until then the server sends its FIN again.
            var acks = segments.Where(s => s is { Facts: { From: Tier.Client, Flags: 16, Length: 0 } }).ToList();
            acks.SkipLast(1).ShouldAllBe(a => a.IsDropped && a.Deeds[0].Rule == "last_acks");
            var fins = segments.Where(s => s.Facts.From == Tier.Server && SegmentFlags.Ends(s.Facts.Flags)).ToList();
            fins.Count.ShouldBeGreaterThanOrEqualTo(2);
            fins.Select(f => f.Facts.Sequence).Distinct().ShouldHaveSingleItem();

            var lastAck = acks[^1].LeftAt.ShouldNotBeNull();
            Changes(sequence, Tier.Client)[^1].Found.ShouldBe(TcpState.TimeWait);
            var server = Changes(sequence, Tier.Server);
            server.Select(c => c.Found).TakeLast(2).ShouldBe([TcpState.LastAck, null]);
            server[^2].At.ShouldBeLessThan(fins[1].At);
            server[^1].At.ShouldBeGreaterThan(lastAck);
        }
    }

    [Fact]
    public async Task OfALoadThatRulesDisturb_TheFirstConnectionOfEachRuleIsThere_AndNoMoreThanThereIsRoomFor()
    {
        var (sequences, _) = await RunAsync(
            "link-loses-and-repeats", "--set", "load.0.iterations_for_constant.iterations=40", "--set", "expect=[]");

        sequences.Count.ShouldBe(4);
        sequences.SelectMany(s => s.FirstOf).Order().ShouldBe(["late", "loss", "twice"]);
        foreach (var sequence in sequences)
        {
            var segments = sequence.Events.OfType<SequenceEvent.Segment>().ToList();
            segments.Count.ShouldBeInRange(3, 200);
            segments.SelectMany(s => s.Deeds.Select(d => d.Rule)).ShouldBeSubsetOf(["loss", "twice", "late"]);
            segments.Count(s => s.IsCopy).ShouldBe(segments.Count(s => s.Deeds.Any(d => d.Act == SegmentAct.Copied)));

            // Half the round-trip time, and what the rule adds.
            segments.Where(s => s is { LeftAt: not null, IsCopy: false }).ShouldAllBe(s =>
                s.LeftAt - s.At >= (s.Deeds.Any(d => d.Act == SegmentAct.Delayed) ? 0.004 : 0.001) - 2e-6);
        }
    }

    [Fact]
    public async Task WithoutRules_NothingIsKept()
    {
        using var folder = new TempFolder();

        var ended = await HarnessProgram.RunAsync(
            "run", HarnessProgram.Scenario("client-closes-first"), "--set", "link.rtt=1ms", "--set", "expect=[]",
            "--set", "load=[{iterations_for_constant: {copies: 1, iterations: 1}}]", "--out", folder.Path, "--quiet");

        ended.ShouldExitWith(0).Output.ShouldNotContain("sequence diagram");
        File.Exists(Path.Combine(RunResult.Folder(folder.Path), "sequence.csv")).ShouldBeFalse();
    }

    private static List<SequenceEvent.State> Changes(Sequence sequence, Tier tier) =>
        [.. sequence.Events.OfType<SequenceEvent.State>().Where(s => s.Of == tier)];

    private static async Task<(IReadOnlyList<Sequence> Sequences, string Said)> RunAsync(
        string name, params string[] settings)
    {
        using var folder = new TempFolder();
        var file = Repository.PathOf("tests", "Harness.Tests.Kernel", "Cases", $"{name}.yaml");

        var ended = await HarnessProgram.RunAsync(["run", file, "--out", folder.Path, "--quiet", .. settings]);

        ended.ShouldExitWith(0);
        return ([.. RunReader.Load(RunResult.Folder(folder.Path)).Sequences[1]], ended.Output);
    }
}
