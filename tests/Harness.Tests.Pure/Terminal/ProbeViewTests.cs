using Harness.Analysis.Probing;
using Harness.Analysis.Results;
using Harness.Cli.Terminal;
using Harness.Protocol.Probing;

namespace Harness.Tests.Pure.Terminal;

/// <summary>What a person reads after a probe of a client or of a server.</summary>
public sealed class ProbeViewTests
{
    private const string Report = "results/probe/report.html";

    private static readonly Dictionary<string, long> None = [];
    private static readonly Dictionary<string, long> OneReset = new() { ["ECONNRESET"] = 1 };

    [Fact]
    public void AClient_IsToldInATable_AndInWords()
    {
        var screen = Screen.Of(console => ClientProbeView.Print(console, Client(unknown: 0), brokeOff: null, Report));

        screen.Words.ShouldStartWith("/usr/bin/curl -s {url} 10 runs per form; the server waits 200 ms for it to close");
        screen.Words.ShouldContain(
            "Content-Length opened per client server both reset think p99 exit run first first p50 codes",
            Case.Sensitive,
            "no head is cut");
        screen.Cells("smaller_large_body").ShouldBe(["10", "1", "7", "0", "0", "3", "310", "µs", "1.2", "ms", "0,", "18"]);
        screen.Cells("missing").ShouldBe(["10", "1", "0", "10", "0", "0", "-", "-", "0,", "18"]);
        screen.Words.ShouldContain("It waits for the server to close when the length is missing.");
        screen.Words.ShouldContain(
            "It varies when the length is much smaller than a large body: "
                + "the client closed first in 7, an RST ended it in 3.");
        screen.Lines.ShouldContain($"  report  {Report}");
    }

    [Fact]
    public void ConnectionsWhoseEndNobodySaw_HaveAColumnWhereThereAreAny()
    {
        Screen.Of(console => ClientProbeView.Print(console, Client(unknown: 0), brokeOff: null, Report)).Text.ShouldNotContain("unknown");

        var screen = Screen.Of(console => ClientProbeView.Print(console, Client(unknown: 2), brokeOff: null, Report));

        screen.Text.ShouldContain("unknown");
        // On 80 columns the exit codes then take a second line.
        screen.Cells("missing").Take(9).ShouldBe(["10", "1", "0", "10", "0", "0", "2", "-", "-"]);
    }

    [Fact]
    public void AProbeThatBrokeOff_SaysWhy() =>
        Screen.Of(console => ClientProbeView.Print(console, Client(unknown: 0), "interrupted", Report)).Lines
            .ShouldContain("  interrupted; what was measured is kept");

    [Fact]
    public void AServer_IsToldInWords_AndWithARowPerClient()
    {
        var screen = Screen.Of(console => ServerProbeView.Print(console, Server));

        screen.Lines[1].ShouldBe("http://127.0.0.1:8080/");
        screen.Words.ShouldContain("After a request with Connection: close, it closes first, right after the last byte: a plain close.");
        screen.Words.ShouldContain("It keeps connections and closes idle ones after 5 s.");
        screen.Words.ShouldContain("as client connections server client reset failed TIME_WAIT TIME_WAIT");
        screen.Cells("ab").ShouldBe(["20", "20", "0", "0", "0"]);
        screen.Cells("curl").ShouldBe(["20", "not", "visible", "19", "1", "ECONNRESET", "1"]);
    }

    internal static ServerProbe Server { get; } = WithVerdict(new()
    {
        Url = "http://127.0.0.1:8080/",
        WaitSeconds = 10,
        WithClose = new() { Ending = ServerEnding.PlainClose, Answered = true, AfterLastByteUs = new() { Count = 5, P50 = 30 } },
        KeepAlive = new() { Kept = true, IdleSeconds = 5.01 },
        UnreadBody = null,
        Clients =
        [
            new() { Client = "ab", Connections = 20, ServerTimeWait = 20, ClientTimeWait = 0, Reset = 0, Errors = None },
            new() { Client = "curl", Connections = 20, ServerTimeWait = null, ClientTimeWait = 19, Reset = 1, Errors = OneReset },
        ],
    });

    private static ServerProbe WithVerdict(ServerProbe probe) => probe with { Verdict = [.. ServerVerdict.Of(probe)] };

    internal static ClientProbe Client(long unknown) => ClientProbing.Read(
        new() { Command = ["/usr/bin/curl", "-s", "{url}"] },
        new()
        {
            Scenario = "probe-curl",
            StartedAt = default,
            Verdict = Harness.Analysis.Results.Verdict.None,
            Complete = true,
            Trials =
            [
                Trial("exact", new() { Client = 7, Reset = 3 }),
                Trial("smaller_large_body", new() { Client = 7, Reset = 3 }),
                Trial("missing", new() { Server = 10, Unknown = unknown }),
            ],
        });

    private static TrialSummary Trial(string form, ClosedFirst first) => new()
    {
        Complete = true,
        Parameters = new Dictionary<string, string> { ["form"] = form },
        Connections = new() { Opened = 10 },
        ClosedFirst = first,
        ThinkTimeUs = first.Client > 0 ? new() { Count = first.Client, P50 = 310, P90 = 500, P99 = 1200 } : null,
        Client = new() { Program = new() { ExitCodes = new Dictionary<string, long> { ["0"] = 8, ["18"] = 2 } } },
    };
}
