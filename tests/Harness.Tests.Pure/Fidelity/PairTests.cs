using Harness.Fidelity;

namespace Harness.Tests.Pure.Fidelity;

/// <summary>When a profile and its tool count as alike, and how a cell is written.</summary>
public sealed class PairTests
{
    private static readonly Cell AfterAWhile = new("{body: 6, content_length: exact}", "close", "{after: 50ms}");

    [Fact]
    public void TheSame_Agree() => new Pair(AfterAWhile, [Saw(1)], [Saw(1)]).Agrees.ShouldBeTrue();

    [Fact]
    public void AnotherFirstCloser_DoesNot() => new Pair(AfterAWhile, [Saw(1)], [Saw(0)]).Agrees.ShouldBeFalse();

    [Fact]
    public void AnotherOutcome_DoesNot() => new Pair(AfterAWhile, [Saw(1)], [Saw(1) with { Outcome = "reset" }]).Agrees.ShouldBeFalse();

    [Fact]
    public void TwiceTheConnections_DoNot() =>
        new Pair(AfterAWhile, [Saw(1) with { ConnectionsPerRequest = 2 }], [Saw(1)]).Agrees.ShouldBeFalse();

    [Theory]
    [InlineData(0.75, true)]
    [InlineData(0.96, false)]
    public void InARace_TheToolsOwnSpreadCounts(double builtIn, bool agrees) =>
        new Pair(AfterAWhile with { Close = "immediately" }, [Saw(0.6), Saw(0.9)], [Saw(builtIn)]).Agrees.ShouldBe(agrees);

    [Fact]
    public void ATable_ShowsBothWhereTheyDiffer_AndHowManyAgree()
    {
        var race = AfterAWhile with { Close = "immediately" };
        var tool = new ToolResult(
            "curl",
            [new Pair(AfterAWhile, [Saw(1)], [Saw(0) with { Outcome = "short body" }]), new Pair(race, [Saw(0.6), Saw(0.9)], [Saw(0.75)])],
            "GET /\r\n",
            "GET /\r\n",
            new()
            {
                HarnessVersion = "1",
                Network = default,
                Kernel = "6.18",
                OperatingSystem = "Debian",
                Architecture = "x64",
                Runtime = "10.0",
                Cpu = "cpu",
                Cores = 2,
                MemoryBytes = 1,
                IsRoot = true,
            },
            DateTimeOffset.UnixEpoch);

        var table = FidelityTable.Write([tool]);

        table.ShouldContain("| curl | 0 of 1 agree | 1 of 1 agree | the same |");
        table.ShouldContain(
            "| exact | 6 | close | **real server<br>built-in client, short body** "
            + "| real server 60-90 %, client 10-40 %<br>built-in server 75 %, client 25 % |");
        table.ShouldContain("Both send these 7 bytes:\n\n```\nGET /\\r\\n\n```");
    }

    private static Observation Saw(double server) => new(
        new Dictionary<string, double>
        {
            ["server"] = server,
            ["client"] = 1 - server,
            ["both"] = 0,
            ["reset"] = 0,
            ["unknown"] = 0,
        }, 1, "success");
}
