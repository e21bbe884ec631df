using Harness.Analysis.Results;
using Harness.Fidelity;
using Harness.Protocol.Messages;

namespace Harness.Tests.Pure.Fidelity;

/// <summary>What is read out of a trial, from the words that the tools themselves print.</summary>
public sealed class ObservationTests
{
    private static readonly string[] Wrk = ["wrk", "--threads", "1", "--connections", "4", "--duration", "1s", "http://198.18.0.1:8080/"];

    [Theory]
    [InlineData("0", "success")]
    [InlineData("18", "short body")]
    [InlineData("28", "time-out")]
    [InlineData("52", "empty reply")]
    [InlineData("56", "reset")]
    [InlineData("7", "exit 7")]
    public void Curl_SaysItByItsExitCode(string code, string outcome) =>
        Outcomes.Of("curl", Trial(new() { ExitCodes = new Dictionary<string, long> { [code] = 20 } }, new())).ShouldBe(outcome);

    [Theory]
    [InlineData("Complete requests:      20\nFailed requests:        0\n", "success")]
    [InlineData(
        "Complete requests:      20\nFailed requests:        19\n   (Connect: 0, Receive: 0, Length: 19, Exceptions: 0)\n",
        "short body")]
    [InlineData("apr_pollset_poll: The timeout specified has expired (70007)\n", "time-out")]
    [InlineData("apr_socket_recv: Connection reset by peer (104)\n", "reset")]
    public void Ab_CountsByContentNotByLength(string output, string outcome) =>
        Outcomes.Of("ab", Trial(new() { Output = output }, new() { Opened = 20 })).ShouldBe(outcome);

    [Fact]
    public void Siege_ThatHadToBeStopped_TimedOut()
    {
        const string Nothing =
            "Transactions:\t\t           0 hits\nSuccessful transactions:           0\nFailed transactions:\t           0\n";
        const string All = "Transactions:\t\t          20 hits\nSuccessful transactions:          20\nFailed transactions:\t           0\n";

        Outcomes.Of("siege", Trial(new() { Output = All }, new() { Opened = 20 })).ShouldBe("success");
        Outcomes.Of("siege", Trial(new() { Output = Nothing, TimedOut = 1 }, new() { Opened = 20 })).ShouldBe("time-out");
    }

    [Fact]
    public void Wrk_IsSeenWithoutItsProbeAndWithoutWhatTheEndOfItsRunCutOff()
    {
        const string Output = "  64 requests in 1.02s, 4.58KB read\n  Socket errors: connect 0, read 64, write 0, timeout 0\n";
        var trial = Trial(new() { Command = Wrk, Output = Output }, new() { Opened = 133 }) with
        {
            ClosedFirst = new() { Server = 64, Client = 69 },
            Server = new() { Requests = 68 },
        };

        var seen = Observation.Of("wrk", trial);

        (seen.Shares["server"], seen.Shares["client"], seen.ConnectionsPerRequest, seen.Outcome).ShouldBe((0.5, 0.5, 2, "read error"));
    }

    [Fact]
    public void Wrk_WhoseConnectionsAllHang_TimedOut_ThoughItSaysNothing()
    {
        var trial = Trial(new() { Command = Wrk, Output = "  0 requests in 1.04s, 356.00B read\n" }, new() { Opened = 5 }) with
        {
            ClosedFirst = new() { Client = 5 },
            Server = new() { Requests = 4 },
        };

        var seen = Observation.Of("wrk", trial);

        (seen.Shares["client"], seen.ConnectionsPerRequest, seen.Outcome).ShouldBe((1, 1, "time-out"));
    }

    [Theory]
    [InlineData("curl", "SHORT_BODY", "short body")]
    [InlineData("curl", "ECONNRESET", "reset")]
    [InlineData("siege", "TIMEOUT", "time-out")]
    [InlineData("wrk", "SHORT_BODY", "read error")]
    [InlineData("wrk", "BAD_RESPONSE", "read error")]
    public void AProfile_SaysItByItsErrors(string tool, string error, string outcome) =>
        Outcomes.Of(tool, Trial(null, new() { Completed = 1, Errors = new Dictionary<string, long> { [error] = 19 } })).ShouldBe(outcome);

    [Fact]
    public void ACell_IsNamedByItsParameters()
    {
        var cell = Cell.Of(Trial(null, new()) with
        {
            Parameters = new Dictionary<string, string>
            {
                ["server.response"] = "{body: 8000, content_length: smaller by 7994}",
                ["server.response.connection"] = "none",
                ["server.close"] = "immediately",
            },
        });

        (cell.Length, cell.Body, cell.Connection, cell.ClosesAtOnce).ShouldBe(("smaller by 7994", "8000", "none", true));
    }

    private static TrialSummary Trial(ProgramSummary? program, ConnectionSummary connections) =>
        new() { Client = new() { Program = program }, Connections = connections };
}
