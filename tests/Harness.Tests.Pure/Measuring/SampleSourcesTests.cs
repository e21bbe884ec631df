using Harness.Agent;
using Harness.Protocol.Counting;

namespace Harness.Tests.Pure.Measuring;

/// <summary>When a sample may leave the TIME_WAITs out of its dump, which is most of its cost.</summary>
public sealed class SampleSourcesTests
{
    private static readonly SampleSources Alone = new(IsAlone: true, CounterMeaning.Entry, Segments: null, () => new());

    [Fact]
    public void ANamespaceOfItsOwn_HasTheHopAlone_UnlessSegmentsTellOfOthersOrWereMissed()
    {
        Alone.HasTheHopAlone(null).ShouldBeTrue("a built-in side that is not watched");
        Alone.HasTheHopAlone(new() { Opened = 5 }).ShouldBeTrue();
        Alone.HasTheHopAlone(new() { Others = [new("127.0.0.1:9000", 1, 1, 1, 0)] }).ShouldBeFalse();
        Alone.HasTheHopAlone(new() { Missed = 1 }).ShouldBeFalse();
    }

    [Fact]
    public void ASharedNamespace_NeverHas() => (Alone with { IsAlone = false }).HasTheHopAlone(null).ShouldBeFalse();
}
