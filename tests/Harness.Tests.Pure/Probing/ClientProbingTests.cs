using Harness.Analysis.Probing;
using Harness.Analysis.Results;
using Harness.Cli;
using Harness.Scenarios.Planning;

namespace Harness.Tests.Pure.Probing;

public sealed class ClientProbingTests
{
    private static readonly ClientProbeOptions Curl = new() { Command = ["/usr/bin/curl", "-s", "{url}"] };

    [Fact]
    public void ThePlan_HasATrialPerForm_EachWithAServerThatWaits()
    {
        var plan = ClientProbing.Plan(Curl, new ScenarioPlanner(Home.Vocabulary));

        plan.Trials.Select(t => t.Parameters["form"])
            .ShouldBe(["exact", "smaller", "smaller_large_body", "smaller_far_away", "larger", "missing", "keep_alive"]);
        plan.Trials.Select(t => $"{t.Scenario.Server.Response.ContentLength}")
            .ShouldBe(["exact", "smaller by 3", "smaller by 7997", "smaller by 99997", "larger by 50", "missing", "exact"]);
        plan.Trials.Select(t => t.Scenario.Client.Program!.Times).Distinct().ShouldBe([10]);
        plan.ScenarioText.ShouldContain("name: probe-curl\n");
        plan.ScenarioText.ShouldContain("command: [/usr/bin/curl, -s, '{url}']");
    }

    [Theory]
    [InlineData("{url}", true)]
    [InlineData("--port={port}", true)]
    [InlineData("http://127.0.0.1/", false)]
    public void ACommand_MustNameTheServer(string argument, bool expected) =>
        ClientProbing.NamesTheServer(["curl", argument]).ShouldBe(expected);

    [Fact]
    public void AClientThatReadsByLength_IsToldInWords()
    {
        var verdict = Verdict(
            ("exact", new() { Client = 10 }),
            ("smaller", new() { Client = 10 }),
            ("smaller_large_body", new() { Client = 7, Reset = 3 }),
            ("larger", new() { Server = 10 }),
            ("missing", new() { Server = 10 }),
            ("keep_alive", new() { Client = 10 }));

        verdict[0].ShouldBe(
            "It closes first when the length is exact or smaller than the body, "
            + "310 µs after the last byte (median of 10; 90 % within 500 µs).");
        verdict[1].ShouldBe("It waits for the server to close when the length is larger than the body or missing.");
        verdict[2].ShouldBe(
            "It varies when the length is much smaller than a large body: "
            + "the client closed first in 7, an RST ended it in 3.");
        verdict[3].ShouldBe("It resets connections when the length is much smaller than a large body: 3 of 10.");
        verdict[4].ShouldBe("It opens one connection per run.");
        verdict[5].ShouldStartWith("Whether it uses a connection again was not tested");
    }

    [Theory]
    [InlineData(20, 10, "It uses a connection again when the server keeps it: one connection per run instead of 2.")]
    [InlineData(20, 20, "It does not use a connection again when the server keeps it.")]
    [InlineData(10, 30, "It opens more connections when the server keeps them: 3 per run instead of 1.")]
    public void Reuse_ShowsInFewerConnections(long usual, long kept, string expected) =>
        Verdict(("exact", new() { Client = usual }), ("keep_alive", new() { Client = kept })).ShouldContain(expected);

    [Fact]
    public void AProgramThatNeverConnected_IsSaidToHaveDoneSo() =>
        Verdict(("exact", new()), ("missing", new())).ShouldBe(["It opened no connection: look at what it wrote, in the report."]);

    [Fact]
    public void AFailureOfTheProgram_IsToldWithItsExitCode_AndAnEndedRunApart()
    {
        var probe = ClientProbing.Read(Curl, Run(
            Trial("larger", new() { Server = 10 }) with
            {
                Client = new() { Program = new() { ExitCodes = new Dictionary<string, long> { ["0"] = 2, ["18"] = 8 } } },
            },
            Trial("missing", new() { Server = 10 }) with
            {
                Client = new() { Program = new() { TimedOut = 10, ExitCodes = new Dictionary<string, long> { ["143"] = 10 } } },
                Connections = new() { Opened = 10 },
            }));

        probe.Verdict.ShouldContain("It reports a failure when the length is larger than the body (exit code 18: 8 of 10 runs).");
        probe.Verdict.ShouldContain("It did not end in time when the length is missing.");
        probe.Forms[1].TimedOut.ShouldBe(10);
    }

    [Fact]
    public void AClientThatHalfCloses_IsSaidToDoSo_WhereADistanceShowsIt() =>
        Verdict(
            ("exact", new() { Client = 10, ClientBeforeAnswer = 4 }),
            ("smaller_far_away", new() { Client = 10, ClientBeforeAnswer = 10 }))
            .ShouldContain("It sends its FIN with the request, before the answer.");

    [Fact]
    public void RequestsOnConnectionsThatWereToClose_AreCounted()
    {
        var trial = Trial("exact", new() { Client = 5 });

        var probe = ClientProbing.Read(Curl, Run(trial with { Server = trial.Server with { Requests = 30 } }));

        probe.Verdict.ShouldContain(s => s.StartsWith("It ignores Connection: close: it sent 25 more requests", StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Verdict(params (string Form, ClosedFirst First)[] forms) =>
        ClientProbing.Read(Curl, Run([.. forms.Select(f => Trial(f.Form, f.First))])).Verdict;

    private static RunSummary Run(params TrialSummary[] trials) => new()
    {
        Scenario = "x",
        StartedAt = DateTimeOffset.UnixEpoch,
        Verdict = Harness.Analysis.Results.Verdict.None,
        Complete = true,
        Trials = trials,
    };

    private static TrialSummary Trial(string form, ClosedFirst first) => new()
    {
        Complete = true,
        Parameters = new Dictionary<string, string> { ["form"] = form },
        Connections = new() { Opened = first.Client + first.Server + first.Both + first.Reset },
        ClosedFirst = first,
        ThinkTimeUs = first.Client > 0 ? new() { Count = first.Client, P50 = 310, P90 = 500 } : null,
    };
}
