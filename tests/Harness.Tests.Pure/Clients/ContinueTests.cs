using System.Net;
using Harness.Clients;
using Harness.Clients.Connections;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Clients;

/// <summary>A body that waits for a 100: when it is sent, when it is not, and what that means for the connection.</summary>
public sealed class ContinueTests
{
    private const string Continue = "HTTP/1.1 100 Continue\r\n\r\n";

    private static readonly ClientOptions Upload = ClientProfiles.All["curl"] with
    {
        Method = RequestMethod.Post, Body = 5, ExpectContinue = true, ContinueWithin = TimeSpan.FromHours(1),
    };

    private readonly FakeChannel channel = new();
    private readonly List<ContinueEnd> ends = [];

    [Fact]
    public void TheHeadGoesAlone_AndTheBodyWhenThe100HasCome()
    {
        var exchange = Begin(Upload);

        exchange.TrySend(channel).ShouldBeFalse("the body waits");
        channel.Sent.ShouldEndWith("Expect: 100-continue\r\n\r\n");
        channel.Receive(Continue[..10]);
        exchange.TrySend(channel).ShouldBeFalse("half of a 100 is none");
        channel.Receive(Continue[10..]);
        exchange.TrySend(channel).ShouldBeTrue();
        channel.Sent.ShouldEndWith("\r\n\r\nxxxxx");
        channel.Receive("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        exchange.TryReadResponse(channel).ShouldBeTrue();
        exchange.IsLast.ShouldBe(false);
        ends.ShouldBe([ContinueEnd.Received]);
    }

    [Theory]
    [InlineData("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    [InlineData(Continue + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    public void AFinalAnswerFirst_MeansNoBody_AndNoOtherRequestOnTheConnection(string answer)
    {
        var exchange = Begin(Upload);
        channel.Receive(answer);

        exchange.TrySend(channel).ShouldBeTrue("nothing is left to be sent");
        exchange.TryReadResponse(channel).ShouldBeTrue();
        channel.Sent.ShouldNotContain("xxxxx");
        exchange.IsLast.ShouldBe(true);
        ends.ShouldBe([ContinueEnd.Withheld]);
    }

    [Fact]
    public void AnotherInterimAnswer_IsNo100()
    {
        var exchange = Begin(Upload);
        channel.Receive("HTTP/1.1 103 Early Hints\r\nLink: </s.css>\r\n\r\n");

        exchange.TrySend(channel).ShouldBeFalse();
        channel.Sent.ShouldNotContain("xxxxx");
        ends.ShouldBeEmpty();
    }

    [Fact]
    public void WithoutAnAnswer_TheBodyIsSentWhenItsTimeHasPassed()
    {
        var exchange = Begin(Upload with { ContinueWithin = TimeSpan.Zero });

        exchange.TrySend(channel).ShouldBeTrue();
        channel.Sent.ShouldEndWith("\r\n\r\nxxxxx");
        channel.Receive(Continue + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        exchange.TryReadResponse(channel).ShouldBeTrue("a 100 that is late is no answer");
        exchange.IsLast.ShouldBe(false);
        ends.ShouldBe([ContinueEnd.Overdue]);
    }

    [Fact]
    public void ASweepSeesWhichBodiesHaveWaitedLongEnough()
    {
        var patient = Begin(Upload);
        patient.IsContinueOverdue.ShouldBeFalse("the head is not sent yet");
        patient.TrySend(channel).ShouldBeFalse();
        patient.IsContinueOverdue.ShouldBeFalse("an hour has not passed");

        var exchange = Begin(Upload with { ContinueWithin = TimeSpan.FromMilliseconds(1) });
        if (!exchange.TrySend(channel))
        {
            SpinWait.SpinUntil(() => exchange.IsContinueOverdue, TimeSpan.FromSeconds(10)).ShouldBeTrue();
            exchange.TrySend(channel).ShouldBeTrue();
        }

        exchange.IsContinueOverdue.ShouldBeFalse("it waits no more");
        ends.ShouldBe([ContinueEnd.Overdue]);
    }

    [Fact]
    public void ABodyInChunks_GoesWithTheHead_WithoutItsLength()
    {
        var exchange = Begin(Upload with { ExpectContinue = false, Chunked = 3 });

        exchange.TrySend(channel).ShouldBeTrue();
        channel.Sent.ShouldEndWith("Transfer-Encoding: chunked\r\n\r\n3\r\nxxx\r\n2\r\nxx\r\n0\r\n\r\n");
        channel.Sent.ShouldNotContain("Content-Length");
    }

    private HttpExchange Begin(ClientOptions options)
    {
        var exchange = new HttpExchange(options, TimeSpan.Zero, new Deadline(TestContext.Current.CancellationToken), ends.Add);
        exchange.Clear();
        exchange.Begin(new Target(options, IPAddress.Loopback, 80));
        return exchange;
    }
}
