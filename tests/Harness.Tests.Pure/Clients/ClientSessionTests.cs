using System.Diagnostics;
using System.Net;
using Harness.Clients;
using Harness.Clients.Connections;
using Harness.Protocol.Contracts;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Clients;

/// <summary>
/// The steps of a connection, over a channel that is no socket: what another kind of channel has to do, and nothing more.
/// </summary>
public sealed class ClientSessionTests : ISessionOwner, IPreciseDelay
{
    private const string Response = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static readonly ClientOptions Curl = ClientProfiles.All["curl"];

    private readonly List<string> happened = [];
    private readonly List<long> responded = [];
    private readonly List<ContinueEnd> continued = [];
    private readonly TaskCompletionSource delayed = new();
    private readonly TaskCompletionSource ended = new();
    private FakeChannel channel = new();

    public static TheoryData<ClientClose, string> Ends => new()
    {
        { new ClientClose.Immediately(), "close" },
        { new ClientClose.Reset(), "reset" },
        { new ClientClose.ShutdownThenClose(), "shutdown, close" },
    };

    public bool IsOver { get; private set; }

    [Theory]
    [MemberData(nameof(Ends))]
    public void WithTheResponse_TheConnectionEndsAsItsPolicySays(ClientClose policy, string end)
    {
        channel.Receive(Response);
        var session = Session(Curl with { Close = policy });

        Run(session).ShouldBeTrue("all of it was there");
        channel.End.ShouldBe(end);
        session.Outcome.Failure.ShouldBeNull();
        (session.Outcome.Requests, session.Outcome.Bytes).ShouldBe((1, Response.Length));
        happened.ShouldBe(["open", "connected"]);
    }

    [Fact]
    public void ItsRate_CountsWhatWasSentAndRead_FromTheFirstByteSentToTheLastOneRead_AndNotTheWaitForTheEnd()
    {
        channel = new(room: 30);
        var session = Session(Curl with { Close = new ClientClose.WhenServerCloses() });
        var before = Stopwatch.GetTimestamp();
        Run(session).ShouldBeFalse();
        var sentFirst = Stopwatch.GetElapsedTime(before);
        while (channel.Sent.Length < Target.Request.Length)
        {
            channel.Signal();
        }

        SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(before).TotalMilliseconds >= 40);
        channel.Receive(Response);
        channel.Signal();
        var read = Stopwatch.GetElapsedTime(before);
        SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(before) > 2 * read);
        channel.Receive("");
        channel.Signal();

        var outcome = session.Outcome;
        channel.End.ShouldBe("close");
        (outcome.Sent, outcome.Bytes).ShouldBe((Target.Request.Length, Response.Length));
        var bytes = outcome.Sent + outcome.Bytes;
        // It took no longer than until the answer was read, and the first wait at least, as far as that came after the first byte.
        var least = TimeSpan.FromMilliseconds(40) - sentFirst;
        outcome.BytesPerSecond.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo((long)(bytes / read.TotalSeconds));
        outcome.BytesPerSecond.Value.ShouldBeLessThanOrEqualTo(least > TimeSpan.Zero ? (long)(bytes / least.TotalSeconds) : long.MaxValue);
    }

    [Fact]
    public void AConnectionThatReadNothing_HasNoRate()
    {
        var session = Session(Curl);
        channel.Receive("");

        Run(session).ShouldBeTrue();
        session.Outcome.Failure.ShouldNotBeNull();
        (session.Outcome.Sent, session.Outcome.BytesPerSecond).ShouldBe((Target.Request.Length, null));
    }

    [Fact]
    public async Task AClosePolicyThatBlocks_ClosesOnAThreadOfItsOwn_AndEndsWhenItIsClosed()
    {
        channel.Receive(Response);
        var session = Session(Curl with { Close = new ClientClose.Linger(TimeSpan.FromSeconds(2)) });

        // What follows an await may run on the thread that ended it.
        var here = Environment.CurrentManagedThreadId;
        Run(session).ShouldBeFalse("it has left for another thread");
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        channel.End.ShouldBe("linger 2 s");
        channel.ClosedOn.ShouldNotBe(here);
        session.Outcome.Failure.ShouldBeNull();
        session.Outcome.Requests.ShouldBe(1);
    }

    [Fact]
    public void AChannelThatTakesItsTimeToConnect_AndToSend_IsWaitedFor()
    {
        channel = new(rounds: 3, room: 30);
        var session = Session(Curl);

        Run(session).ShouldBeFalse();
        channel.Signal();
        channel.Sent.ShouldBeEmpty("it is not connected yet");
        while (channel.Sent.Length < Target.Request.Length)
        {
            channel.Signal();
        }

        channel.Receive(Response[..10]);
        channel.Signal();
        channel.End.ShouldBeNull();
        channel.Receive(Response[10..]);
        channel.Signal();
        channel.End.ShouldBe("close");
        happened.ShouldBe(["open", "connected", "ended"]);
    }

    [Fact]
    public void APolicyThatWaitsForTheServer_ReadsToTheEnd()
    {
        channel.Receive(Response);
        var session = Session(Curl with { Close = new ClientClose.WhenServerCloses() });

        Run(session).ShouldBeFalse();
        channel.End.ShouldBeNull();
        channel.Receive("");
        channel.Signal();
        channel.End.ShouldBe("close");
    }

    [Fact]
    public async Task APolicyWithADelay_ClosesWhenItIsOver()
    {
        channel.Receive(Response);
        var session = Session(Curl with { Close = new ClientClose.After(TimeSpan.FromMilliseconds(5)) });

        Run(session).ShouldBeFalse();
        channel.End.ShouldBeNull();
        delayed.SetResult();
        await Eventually.ShouldBeAsync(() => happened.Count, 4);
        channel.End.ShouldBe("close");
        happened.ShouldBe(["open", "connected", "delay", "ended"]);
    }

    [Fact]
    public void APolicyThatNeverCloses_LeavesTheChannelToTheOwner()
    {
        channel.Receive(Response);
        var session = Session(Curl with { Close = new ClientClose.Never() });

        Run(session).ShouldBeTrue();
        (session.IsLeftOpen, session.Channel, channel.End).ShouldBe((true, channel, null));
    }

    [Fact]
    public void AKeptConnection_CarriesOneExchangeAfterTheOther_UntilTheServerEndsIt()
    {
        var session = Session(Curl with { RequestsPerConnection = 3 });
        channel.Receive(Response);
        Run(session).ShouldBeFalse("the second request waits for its response");
        channel.Receive(Response);
        channel.Receive("");
        channel.Signal();

        // The end is found where the second response was complete, before a third request is written.
        channel.End.ShouldBe("close");
        session.Outcome.Requests.ShouldBe(2);
        channel.Sent.Length.ShouldBe(2 * Target.Request.Length);
    }

    [Fact]
    public void AResponseThatNobodyAskedFor_IsNone_AndEndsTheConnection()
    {
        var session = Session(Curl with { RequestsPerConnection = 3 });
        channel.Receive(Response);
        channel.Receive(Response);

        Run(session).ShouldBeTrue();
        session.Outcome.Requests.ShouldBe(1);
        channel.Sent.Length.ShouldBe(Target.Request.Length);
    }

    [Fact]
    public void AClientWithoutALimit_EndsWithTheLoad()
    {
        var session = Session(Curl with { RequestsPerConnection = ClientOptions.NoLimit });
        Run(session).ShouldBeFalse();
        channel.Receive(Response);
        channel.Signal();
        channel.End.ShouldBeNull();
        IsOver = true;
        channel.Receive(Response);
        channel.Signal();
        (channel.End, session.Outcome.Requests).ShouldBe(("close", 2));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok", "SHORT_BODY")]
    [InlineData("no response", "BAD_RESPONSE")]
    public void AFailedExchange_StillClosesTheChannel(string response, string failure)
    {
        channel.Receive(response);
        channel.Receive("");
        var session = Session(Curl);

        Run(session).ShouldBeTrue();
        (session.Outcome.Failure, channel.End).ShouldBe((failure, "close"));
    }

    [Fact]
    public void AStoppedLoad_EndsAConnectionThatWaits()
    {
        using var stop = new CancellationTokenSource();
        var session = SessionUntil(Curl, stop.Token);
        Run(session).ShouldBeFalse();
        session.Poll();
        channel.End.ShouldBeNull("there is time left");
        stop.Cancel();
        session.Poll();
        (session.Outcome.Failure, channel.End).ShouldBe((ConnectionOutcome.Cancelled, "close"));
    }

    [Fact]
    public void AConnectionWhoseDeadlineHasPassed_EndsWithTheNextSweep()
    {
        var session = Session(Curl with { Timeout = TimeSpan.FromMilliseconds(1) });
        Run(session).ShouldBeFalse();
        var until = Stopwatch.GetTimestamp() + 2_000_000;
        SpinWait.SpinUntil(() => Stopwatch.GetTimestamp() > until);
        session.Poll();
        (session.Outcome.Failure, channel.End).ShouldBe(("TIMEOUT", "close"));
    }

    [Fact]
    public void AProbe_SendsNothing()
    {
        var session = Session(Curl);
        session.Run(Target, due: null, isProbe: true, _ => { }).ShouldBeTrue();
        (channel.Sent, channel.End, session.Outcome.Requests).ShouldBe(("", "close", 0));
    }

    IByteChannel ISessionOwner.Open(Target target)
    {
        happened.Add("open");
        return channel;
    }

    void ISessionOwner.Connected(ClientSession session) => happened.Add("connected");

    TimeSpan ISessionOwner.DrawPause() => TimeSpan.Zero;

    void ISessionOwner.Responded(long nanoseconds) => responded.Add(nanoseconds);

    void ISessionOwner.Ended(ClientSession session)
    {
        happened.Add("ended");
        ended.TrySetResult();
    }

    bool ISessionOwner.Defer(Action action) => false;

    void IPreciseDelay.Until(long timestamp) => throw new NotSupportedException();

    ValueTask IPreciseDelay.UntilAsync(long timestamp, CancellationToken cancellationToken)
    {
        happened.Add("delay");
        return new(delayed.Task);
    }

    private static Target Target { get; } = new(Curl, IPAddress.Loopback, 80);

    private static bool Run(ClientSession session) => session.Run(Target, due: null, isProbe: false, _ => { });

    private ClientSession Session(ClientOptions options) => SessionUntil(options, TestContext.Current.CancellationToken);

    private ClientSession SessionUntil(ClientOptions options, CancellationToken stop)
    {
        var deadline = new Deadline(stop);
        return new(options, this, this, new HttpExchange(options, TimeSpan.Zero, deadline, continued.Add), deadline);
    }
}
