using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;

namespace Harness.Tests.Pure.Catalogue;

/// <summary>Several nodes of a tier become one as the catalogue says of each figure.</summary>
public sealed class TierMergeTests
{
    private static readonly SideSummary[] Nodes = [FullTrial.CreateSide(from: 1000), FullTrial.CreateSide(from: 5000), FullTrial.CreateSide(from: 3000)];
    private static readonly SideSummary Together = FullTrial.CreateSide(from: 20_000);

    public static TheoryData<string> Keys =>
    [
        .. Figures.All.Where(f => f is { Subject: "server", Merge: not Merge.Figures } && f.Key != "server.time_wait.held").Select(f => f.Key),
        "server.counters.Some.Name",
        "server.program.exit_codes.Some.Name",
    ];

    [Theory]
    [MemberData(nameof(Keys))]
    public void AFigureOfATier_IsMadeByItsRule(string key)
    {
        var figure = Figures.Get(key);
        var nodes = Nodes.Select(Of).ToList();

        Of(TierMerge.Of(Nodes, Together)).ShouldBe(figure.Merge switch
        {
            Merge.Sum => nodes.Sum(),
            Merge.Largest => nodes.Max(),
            _ => Of(Together),
        });

        double Of(SideSummary side) => figure.Value(new(new() { Server = side })).ShouldNotBeNull();
    }

    [Fact]
    public void ASingleNode_IsItsOwnTier()
    {
        var merged = TierMerge.Of([Nodes[0]], Nodes[0]);

        foreach (var key in Keys.Select(k => k.Data))
        {
            Figures.Get(key).Value(new(new() { Server = merged })).ShouldBe(Figures.Get(key).Value(new(new() { Server = Nodes[0] })), key);
        }
    }

    [Fact]
    public void WhatOneNodeDoesNotKnow_TheTierDoesNotKnow()
    {
        var known = new SideSummary { TimeWait = new() { Entered = 5, EnteredFrom = EnteredSource.Counter, Overflow = 1 } };
        SideSummary With(EnteredSource source) => new() { TimeWait = new() { Entered = 3, EnteredFrom = source } };

        TierMerge.Of([known, With(EnteredSource.Roles)], new()).TimeWait.ShouldBe(new() { Entered = 8, EnteredFrom = EnteredSource.Roles, Overflow = null });
        TierMerge.Of([known, With(EnteredSource.None)], new()).TimeWait.EnteredFrom.ShouldBe(EnteredSource.None);
        TierMerge.Of([known, known], new()).TimeWait.Overflow.ShouldBe(2);
        TierMerge.Of([known, known], new()).Program.ShouldBeNull();
    }
}
