using Harness.Cli;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;

namespace Harness.Tests.Pure.Scenarios;

/// <summary>What the sides send each other, written wrongly: each mistake is reported at its place.</summary>
public sealed class WrongExchangeTests
{
    private const string Good =
        """
        name: good
        server:
          close: immediately
        client:
          like: ab
        load:
          - iterations_for_constant: { copies: 1, iterations: 1 }
        """;

    /// <summary>What is wrong; the scenario; where, and what the message must say, parts separated by |.</summary>
    public static TheoryData<string, string, string> Mistakes { get; } = new()
    {
        {
            "a share in percent",
            Good.Replace("close: immediately", "faults: [{ share: 5, cut: 3 }]"),
            "3:21|server.faults.0.share: is '5'; expected a share from 0.0001 to 1"
        },
        { "a share of none", Good.Replace("close: immediately", "faults: [{ share: 0, cut: 3 }]"), "3:21|from 0.0001 to 1" },
        {
            "a share that is too fine",
            Good.Replace("close: immediately", "faults: [{ share: 0.00015, cut: 3 }]"),
            "3:21|in steps of 0.0001"
        },
        {
            "shares that are too many",
            Good.Replace("close: immediately", "faults: [{ share: 0.6, cut: 3 }, { share: 0.5, late: 5ms }]"),
            "3:11|server.faults: the shares are more than 1 together"
        },
        { "a fault of no share", Good.Replace("close: immediately", "faults: [{ cut: 3 }]"), "3:12|the key 'share' is missing" },
        {
            "a fault that does nothing",
            Good.Replace("close: immediately", "faults: [{ share: 0.1 }]"),
            "3:12|but not what; add one of late: DURATION"
        },
        {
            "a fault that does two things",
            Good.Replace("close: immediately", "faults: [{ share: 0.1, cut: 3, late: 5ms }]"),
            "3:34|has 2 keys, but takes one"
        },
        {
            "an unknown fault",
            Good.Replace("close: immediately", "faults: [{ share: 0.1, rest: midway }]"),
            "3:26|'rest' is not one of|did you mean 'reset'"
        },
        {
            "an unknown end of a fault",
            Good.Replace("close: immediately", "faults: [{ share: 0.1, reset: midwy }]"),
            "3:33|did you mean 'midway'"
        },
        {
            "a cut of the whole body",
            Good.Replace("close: immediately", "faults: [{ share: 0.1, cut: 5 }, { share: 0.1, cut: 6 }]"),
            "3:55|server.faults.1.cut: the body has 6 bytes, so at most 5"
        },
        {
            "a cut of chunks that are too few",
            Good.Replace("close: immediately", "response: { chunked: 2 }\n  faults: [{ share: 0.1, cut: 7 }]"),
            "4:31|the body has 6 bytes, so at most 6"
        },
        {
            "a cut of nothing",
            Good.Replace("close: immediately", "response: { body: 0 }\n  faults: [{ share: 0.1, cut: 0 }]"),
            "4:31|the body is empty"
        },
        {
            "faults of a program",
            Good.Replace("close: immediately", "command: [nginx]\n  faults: [{ share: 0.1, cut: 0 }]"),
            "4:3|server: unknown key 'faults'|known here: command"
        },
        { "a seed below 0", Good.Replace("close: immediately", "seed: -1"), "3:9|a whole number from 0 to" },
        { "pieces of nothing", Good.Replace("close: immediately", "response: { dribble: { bytes: 0 } }"), "3:33|from 1 to 67108864" },
        {
            "pieces of an empty body",
            Good.Replace("close: immediately", "response: { body: 0, dribble: { bytes: 1 } }"),
            "3:33|there is no body to send in pieces"
        },
        {
            "chunks of no body",
            Good.Replace("like: ab", "like: curl\n  chunked: 5"),
            "6:12|client.chunked: it is about the request's body, and there is none"
        },
        {
            "a request in chunks in HTTP/1.0",
            Good.Replace("like: ab", "like: ab\n  body: 5\n  chunked: 5"),
            "7:12|HTTP/1.0 does not have it"
        },
        {
            "a 100 for no body",
            Good.Replace("like: ab", "like: curl\n  expect_continue: true"),
            "6:20|client.expect_continue: it is about the request's body, and there is none"
        },
        {
            "a 100 in HTTP/1.0",
            Good.Replace("like: ab", "like: curl\n  http: 1.0\n  body: 5\n  expect_continue: true"),
            "8:20|HTTP/1.0 does not have it"
        },
        { "marks in chunks", Marked("response: { chunked: 5 }", "like: ab"), "8:26|foreign_bytes: it looks at bodies with a length" },
        { "marks of a program", Marked("close: never", "command: [a]"), "8:26|a program's bodies do not say which connection" },
        { "marks that nobody reads", Marked("close: never", "like: curl\n  body: 5"), "9:26|add 'reads_body: true' to the server" },
        { "marks in large bodies", Marked("response: { body: 1048577 }", "like: ab"), "8:26|bodies may have 1048576 bytes then" },
    };

    private static string Marked(string server, string client)
    {
        var text = Good.Replace("close: immediately", server).Replace("like: ab", client) + "\nsample: { foreign_bytes: true }";
        return client.StartsWith("command", StringComparison.Ordinal)
            ? text.Replace("load:\n  - iterations_for_constant: { copies: 1, iterations: 1 }", "about: none\nreproduces: C17")
            : text;
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void AMistake_IsReportedAtItsPlace(string mistake, string scenario, string expected)
    {
        var refused = Should.Throw<ScenarioException>(() => new ScenarioPlanner(Home.Vocabulary).Plan(scenario, "x"), mistake);

        var error = refused.Errors.ShouldHaveSingleItem();
        var (place, parts) = (expected[..expected.IndexOf('|')], expected.Split('|').Skip(1));
        $"{error.Place.Line}:{error.Place.Column}".ShouldBe(place);
        parts.ShouldAllBe(part => error.Message.Contains(part, StringComparison.Ordinal), error.Message);
    }
}
