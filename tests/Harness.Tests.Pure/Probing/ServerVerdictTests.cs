using Harness.Analysis.Probing;
using Harness.Protocol.Probing;

namespace Harness.Tests.Pure.Probing;

public sealed class ServerVerdictTests
{
    public static TheoryData<EndingProbe, string> Endings => new()
    {
        { Ending(ServerEnding.PlainClose, 3), "it closes first, right after the last byte: a plain close." },
        { Ending(ServerEnding.PlainClose, 250_000), "it closes first, 250 ms after the last byte: a plain close." },
        {
            Ending(ServerEnding.HalfCloseThenDrain, 3) with { DrainSeconds = 5.04 },
            "it closes first, right after the last byte: half-closes and drains for about 5 s."
        },
        {
            Ending(ServerEnding.HalfCloseThenDrain, 3) with { DrainSeconds = 10, DrainIsLonger = true },
            "it closes first, right after the last byte: half-closes and drains for longer than 10 s."
        },
        {
            Ending(ServerEnding.FinThenReset, 3),
            "it closes first, right after the last byte: a reset, after its FIN, that nothing asked for."
        },
        { Ending(ServerEnding.Reset, null), "it resets the connection." },
        { Ending(ServerEnding.WhenClientCloses, 80), "it waits for the client to close, for longer than 10 s, and closes when it has." },
        { Ending(ServerEnding.Never, null), "it never closes: not within 10 s, and not when the client has closed." },
    };

    [Theory]
    [MemberData(nameof(Endings))]
    public void EveryEnding_HasItsSentence(EndingProbe ending, string expected) =>
        ServerVerdict.Of(Probe() with { WithClose = ending }).First().ShouldBe($"After a request with Connection: close, {expected}");

    [Fact]
    public void AnIdleTimeOutThatDidNotCome_IsLongerThanTheWait() =>
        ServerVerdict.Of(Probe() with { KeepAlive = new() { Kept = true } })
            .ShouldContain("It keeps connections, idle ones for longer than 10 s.");

    [Fact]
    public void ALimitOnRequests_IsToldFromAnIdleTimeOut() =>
        ServerVerdict.Of(Probe() with { KeepAlive = new() { Kept = true, RequestLimit = 2, IdleSeconds = 3 } }).ShouldContain(
            "It keeps connections and closes after the second answer: a limit on requests. It closes idle ones after 3 s.");

    [Fact]
    public void AnAnswerThatNobodyAskedFor_IsNamedByItsStatus() =>
        ServerVerdict.Of(Probe() with { KeepAlive = new() { Kept = true, IdleSeconds = 1, UnaskedStatus = 408 } })
            .ShouldContain("It keeps connections and closes idle ones after 1 s, after an answer that nobody asked for (408).");

    [Fact]
    public void AServerThatIsGone_IsSaidToBe_NotInAnotherNamespace()
    {
        var probe = Probe() with { Gone = "ECONNREFUSED", Clients = [Client("ab", 20, 0), Client("curl", null, 0)] };
        var verdict = ServerVerdict.Of(probe).ToList();

        verdict.ShouldContain("The server is gone (ECONNREFUSED) since it was probed as curl.");
        verdict.ShouldNotContain(s => s.Contains("namespace", StringComparison.Ordinal));
    }

    [Fact]
    public void FewerConnections_AreSaid() =>
        ServerVerdict.Of(Probe() with { Clients = [Client("ab", 20, 0), Client("curl", 0, 1) with { Connections = 1 }] })
            .ShouldContain("Slow answers or ends leave time for fewer connections than 20: 1 as curl.");

    [Fact]
    public void Clients_AreGroupedByWhoHoldsTimeWait()
    {
        ProfileProbe[] clients =
        [
            Client("ab", 20, 0), Client("curl", 0, 20), Client("wrk", 0, 20), Client("siege", 12, 8), Client("none", null, 0),
        ];
        var verdict = ServerVerdict.Of(Probe() with { Clients = clients }).ToList();

        verdict.ShouldContain("TIME_WAIT is the server's with ab.");
        verdict.ShouldContain("TIME_WAIT is the client's with curl, wrk: both close after the answer, and the client is faster.");
        verdict.ShouldContain(
            "TIME_WAIT is sometimes the server's, sometimes the client's with siege: both close after the answer, which is a race.");
        verdict.ShouldContain(
            "TIME_WAIT is not known on the server's side, whose sockets are in another network namespace, with none.");
    }

    [Fact]
    public void ThatTheClientHoldsTimeWait_ThoughTheServerClosesFirst_IsExplained()
    {
        ProfileProbe[] clients =
        [
            Client("ab", 20, 0) with { AsksToClose = true }, Client("curl", 0, 20), Client("siege", 0, 20) with { AsksToClose = true },
            Client("wrk", 3, 17),
        ];
        var kept = Probe() with { KeepAlive = new() { Kept = true }, Clients = clients };
        var verdict = ServerVerdict.Of(kept).ToList();

        verdict.ShouldContain("TIME_WAIT is the server's with ab.");
        verdict.ShouldContain("TIME_WAIT is the client's with curl: "
            + "such a client sends no Connection: close, so the server keeps the connection and the client ends it.");
        verdict.ShouldContain("TIME_WAIT is the client's with siege: both close after the answer, and the client is faster.");
        ServerVerdict.Of(kept with { WithClose = Ending(ServerEnding.WhenClientCloses, 80) })
            .ShouldContain("TIME_WAIT is the client's with curl, siege: the server waits for the client to close.");
    }

    private static ServerProbe Probe() => new()
    {
        Url = "http://127.0.0.1/",
        WaitSeconds = 10,
        WithClose = Ending(ServerEnding.PlainClose, 3),
        KeepAlive = new() { Kept = false },
        UnreadBody = null,
        Clients = [],
    };

    private static EndingProbe Ending(ServerEnding ending, double? afterUs) =>
        new() { Ending = ending, Answered = true, AfterLastByteUs = afterUs is { } p50 ? new() { Count = 5, P50 = p50 } : null };

    private static ProfileProbe Client(string name, long? server, long client) => new()
    {
        Client = name,
        Connections = 20,
        ServerTimeWait = server,
        ClientTimeWait = client,
        Reset = 0,
        Errors = new Dictionary<string, long>(),
    };
}
