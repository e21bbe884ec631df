using Harness.Analysis.Trials;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Trials;

/// <summary>What several nodes of a tier have together: each counts with its newest sample.</summary>
public sealed class NewestSamplesTests
{
    [Fact]
    public void EveryNode_CountsWithItsNewestSample_AtTheMomentOfTheLast()
    {
        var nodes = new NewestSamples();
        nodes.Add(ExampleSamples.Of(Tier.Client, at: 1, timeWait: 5) with { Node = new("client-1") });
        nodes.Add(ExampleSamples.Of(Tier.Server, at: 1, timeWait: 100));
        nodes.Add(ExampleSamples.Of(Tier.Client, at: 2, timeWait: 7) with { Node = new("client-2") });

        var both = nodes.Add(ExampleSamples.Of(Tier.Client, at: 3, timeWait: 2) with { Node = new("client-1") });

        (both.States.TimeWait, both.ElapsedSeconds, both.Tier).ShouldBe((9, 3, Tier.Client));
        nodes.Of(Tier.Server)!.States.TimeWait.ShouldBe(100);
    }

    [Fact]
    public void ANodeThatSamplesNoMore_IsSilent_ForAsLongAsTheOthersGoOn()
    {
        var nodes = new NewestSamples();
        nodes.Silent(longerThan: 1).ShouldBeEmpty();
        nodes.Add(ExampleSamples.Of(Tier.Client, at: 1) with { Node = new("client-1") });
        nodes.Add(ExampleSamples.Of(Tier.Client, at: 4) with { Node = new("client-2") });

        nodes.Silent(longerThan: 2.5).ShouldBe([(new("client-1"), 3)]);
        nodes.Silent(longerThan: 3).ShouldBeEmpty();
        nodes.Of(Tier.Client)!.ElapsedSeconds.ShouldBe(4);
        nodes.Nodes(Tier.Client).Select(s => s.ElapsedSeconds).ShouldBe([1, 4]);
    }

    [Fact]
    public void WhatOneNodeCannotTell_IsNotKnownOfTheTier()
    {
        var nodes = new NewestSamples();
        nodes.Add(ExampleSamples.Of(Tier.Client) with { Node = new("client-1"), TimeWaitEntered = 3 });

        nodes.Add(ExampleSamples.Of(Tier.Client) with { Node = new("client-2"), TimeWaitEntered = null }).TimeWaitEntered.ShouldBeNull();
        nodes.Of(Tier.Server).ShouldBeNull();
    }
}
