using Harness.Reporting.Diagrams;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Diagrams;

/// <summary>What a sequence diagram says, row by row.</summary>
public sealed class DiagramRowsTests
{
    [Fact]
    public void EachSegment_HasItsNumbersAndItsFate_EachStateItsPlace_AndASecondConnectionItsOwnNumbers() =>
        DiagramRows.WithPauses(DiagramRows.All(Story.Whole)).Select(Told).ShouldBe([
            "C SYN seq 0 len 0 TSval +0 [Passes]",
            "S SYN, ACK seq 0 ack 1 len 0 TSval +0 [Passes]",
            "C PSH, ACK seq 1 ack 1 len 79 TSval +0 [Passes] copied by twice",
            "S PSH, ACK seq 1 ack 80 len 88 TSval +0 [Passes]",
            "C ACK seq 80 ack 89 len 0 TSval +0 [Stops] dropped by lost",
            "C FIN, ACK seq 80 ack 89 len 0 TSval +0 [Waits] delayed by late",
            "C = FIN_WAIT1",
            "C leaves",
            "S FIN, ACK seq 89 ack 81 len 0 TSval +0 [Passes]",
            "C ACK seq 81 ack 90 len 0 TSval +0 [Stops] dropped by lost",
            "C = TIME_WAIT",
            "S = LAST_ACK",
            "200 ms later",
            "S FIN, ACK seq 89 ack 81 len 0 TSval +0 · sent again [Passes]",
            "C ACK seq 81 ack 90 len 0 TSval +0 [Passes]",
            "S = gone",
            "1.28 s later",
            "a new connection of the same addresses and ports",
            "C SYN seq 0 len 0 TSval +0 [Passes]",
            "S SYN, ACK seq 0 ack 1 len 0 TSval +0 [Passes]",
            "C PSH, ACK seq -7999 ack -64999 len 79 TSval +0 [Returns] twice's copy",
        ]);

    [Fact]
    public void WithoutASyn_TheFirstNumberIs1_AndWhatTheRulesLetGoButDidNotLeaveIsSaid() =>
        DiagramRows.All(Story.Of("""
            5 left_out 12
            5 client ACK 4294967295 700 10 -
            6 server ACK 700 9 0 6 delayed:a copied:b
            7 server RST 700 0 0 7
            """)).Select(Told).ShouldBe([
            "… 12 segments not kept …",
            "C ACK seq 1 ack 1 len 10 [Stops] not passed on",
            "S ACK seq 1 ack 11 len 0 [Passes] delayed by a, copied by b",
            "S RST seq 1 len 0 [Passes]",
        ]);

    [Fact]
    public void MuchThatPassesAsUsual_IsOneLine_BetweenHowItBeginsAndHowItEnds()
    {
        var sequence = Story.Of(
            "1 client SYN 0 0 0 1\n1 server SYN,ACK 0 1 0 1\n"
            + string.Join('\n', Enumerable.Range(0, 1240).Select(i =>
                $"2 server ACK {1 + (i * 1000)} 1 1000 2\n2 client ACK 1 {1001 + (i * 1000)} 0 2"))
            + "\n3 server FIN,ACK 1240001 1 0 3\n3 client ACK 1 1240002 0 - dropped:lost");

        DiagramFolding.Fold(DiagramRows.All(sequence)).Select(Told).ShouldBe([
            "C SYN seq 0 len 0 [Passes]",
            "S SYN, ACK seq 0 ack 1 len 0 [Passes]",
            "1 s later",
            "S ACK seq 1 ack 1 len 1000 [Passes]",
            "C ACK seq 1 ack 1001 len 0 [Passes]",
            "… 1,239 data segments and 1,238 ACKs, 1,239,000 bytes …",
            "C ACK seq 1 ack 1240001 len 0 [Passes]",
            "1 s later",
            "S FIN, ACK seq 1240001 ack 1 len 0 [Passes]",
            "C ACK seq 1 ack 1240002 len 0 [Stops] dropped by lost",
        ]);
    }

    [Fact]
    public void AWaitingSegmentThatIsFolded_DoesNotLeaveInARowOfItsOwn()
    {
        var sequence = Story.Of(string.Join('\n', Enumerable.Range(0, 50).Select(i =>
            $"{1 + (i * 0.001):0.000} server ACK {1 + i} 1 1 {1.01 + (i * 0.001):0.000}")));

        var rows = DiagramFolding.Fold(DiagramRows.All(sequence));

        rows.Count.ShouldBe(7);
        rows.OfType<DiagramRow.Departure>().Select(d => d.Of).ShouldBe(rows.OfType<DiagramRow.Arrival>().Select(a => a.Of));
    }

    [Fact]
    public void OfALongDiagram_WhatNoRuleDelays_IsStraight_AndWhatOneDelaysStillSlants()
    {
        var sequence = Story.Of(string.Join('\n', Enumerable.Range(0, 40).Select(i =>
            $"{1 + (i * 0.001):0.000} server FIN,ACK 1 1 0 {1.0105 + (i * 0.001):0.0000}{(i == 7 ? " delayed:r" : "")}")));

        var rows = DiagramFolding.Fold(DiagramRows.All(sequence));

        rows.Count.ShouldBe(40 + 1);
        rows.OfType<DiagramRow.Arrival>().Index().Where(a => a.Item.Fate == Fate.Waits).ShouldHaveSingleItem().Index.ShouldBe(7);
        rows.OfType<DiagramRow.Departure>().ShouldHaveSingleItem().Of.Deeds.ShouldNotBeEmpty();
    }

    [Fact]
    public void EvenWhereEverySegmentTellsAStory_ADiagramHasAtMost60Rows_AndShowsHowItEnds()
    {
        var sequence = Story.Of(string.Join('\n', Enumerable.Range(0, 200).Select(i =>
            $"{i} client PSH,ACK {1 + i} 1 1 {(i % 2 == 0 ? "-" : i)} {(i % 2 == 0 ? "dropped" : "delayed")}:r")) + "\n200 client gone");

        var rows = DiagramFolding.Fold(DiagramRows.All(sequence));

        rows.Count.ShouldBe(DiagramFolding.MostRows);
        Told(rows[^1]).ShouldBe("C = gone");
        rows.ShouldContain(r => r.Text.StartsWith("… 342 rows more", StringComparison.Ordinal));
    }

    /// <summary>A row in words: <c>C FIN, ACK seq 81 ack 89 len 0 [Waits] delayed by late</c>.</summary>
    private static string Told(DiagramRow row) => row switch
    {
        DiagramRow.Arrival a => $"{Letter(a.Of.Facts.From)} {a.Text} [{a.Fate}] {a.Note}".TrimEnd(),
        DiagramRow.Departure d => $"{Letter(d.Of.Facts.From)} leaves",
        DiagramRow.Change c => $"{Letter(c.Of)} = {c.Text}",
        _ => row.Text,
    };

    private static char Letter(Tier tier) => tier == Tier.Client ? 'C' : 'S';
}
