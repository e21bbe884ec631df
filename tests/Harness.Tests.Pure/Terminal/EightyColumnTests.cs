using System.Text.RegularExpressions;
using Harness.Analysis.Comparing;
using Harness.Analysis.Probing;
using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Cli.Checking;
using Harness.Cli.Commands;
using Harness.Cli.Terminal;
using Harness.Controller.Machine;
using Harness.Protocol.Probing;
using Harness.Scenarios.Planning;
using Harness.Tests.Pure.Checking;
using Spectre.Console;

namespace Harness.Tests.Pure.Terminal;

/// <summary>
/// Every view on a terminal of 80 columns: no line is longer, no word is cut, and no column is left too narrow to read. What does not fit
/// is left out, and said.
/// </summary>
public sealed class EightyColumnTests
{
    private const string Long = "a-server-full-of-time-waits-takes-the-same-ports-again";
    private const string LeftOut = "Not enough room for:";

    private static readonly double[] Slow = [900, 910, 920, 930, 940];
    private static readonly double[] Fast = [1900, 1910, 1920, 1930, 1940];

    private static readonly Dictionary<string, Action<IAnsiConsole>> Views = new()
    {
        ["a run"] = c => Summary(c, ExampleRun.ServerFirst()),
        ["a run that failed"] = c => Summary(c, ExampleRun.ClientFirstDrained()),
        ["a run that missed"] = c => Summary(c, ExampleRun.Missed()),
        ["a sweep"] = c => Summary(c, ExampleRun.Sweep()),
        ["several runs"] = c => SummaryView.PrintTable(
            c,
            [ExampleRun.ServerFirst(Long).Summary, ExampleRun.Sweep().Summary, ExampleRun.Missed().Summary],
            [("tw-reuse", "needs tcp_tw_reuse_delay, which this kernel does not have")],
            new Dictionary<string, string> { [Long] = "C01 C02 C12 C19", ["tw-reuse"] = "C10" }),
        ["two compared"] = c => Compared(c, ExampleSource.Of("server-closes-first", 10, 10, Slow), ExampleSource.Of("b", 0, 10, Fast)),
        ["three compared"] = c => Compared(c, [.. "abc".Select(n => ExampleSource.Of($"{n}-{Long}", 10_000, 10_000, Slow))]),
        ["many compared"] = c => Compared(c, [.. "abcdef".Select(n => ExampleSource.Of($"{n}-{Long}", 10_000, 10_000, Slow))]),
        ["a matrix"] = Matrix,
        ["a check"] = c => CheckView.Print(
            c, ExampleMeasurement.Judge(ExampleMeasurement.Timed(2), ExampleMeasurement.Timed(2)), "results/check", "./run.sh check"),
        ["a client"] = c => ClientProbeView.Print(c, Client(), brokeOff: null, "results/probe/report.html"),
        ["a server"] = c => ServerProbeView.Print(c, Server()),
        ["the machine"] = c => FindingsView.Print(
            c, [new("namespaces", FindingState.Missing, "no user namespaces: " + Sentence, Sentence + " " + Sentence)]),
        ["all scenarios"] = c => ScenarioListView.Print(
            c,
            ScenarioReports.Of(ScenarioFiles.Find([Repository.PathOf("scenarios")]), ScenarioChanges.None).Scenarios,
            isTerminal: true),
    };

    private static string Sentence => "Allow them with sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or run this as root.";

    public static TheoryData<string> Names() => [.. Views.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void AView_FitsItsTerminal_AndCutsNoWord(string name)
    {
        var (narrow, wide) = (Screen.Of(Views[name]), Screen.Of(Views[name], width: 1000));

        narrow.Lines.Where(l => l.Length > Screen.Width).ShouldBeEmpty();
        narrow.Text.ShouldNotContain("…");
        var words = Words(wide).ToHashSet();
        Words(narrow).Where(w => w.Length > 1 && !words.Contains(w)).ShouldBeEmpty("a word that a wider terminal does not show was cut");
    }

    [Fact]
    public void Names_AreKept_AndWhatTheRunsAreAbout_IsLeftOutLast()
    {
        var screen = Screen.Of(Views["several runs"]);

        screen.Lines.ShouldContain(l => l.StartsWith($"{Long} PASSED ", StringComparison.Ordinal));
        screen.Words.ShouldContain("Not enough room for: claims, completed, failed, ");
        Screen.Of(Views["several runs"], width: 140).Text.ShouldNotContain(LeftOut);
    }

    [Fact]
    public void SubjectsWithLongNames_StandForALetterEach_AndNoneIsLeftOut()
    {
        var screen = Screen.Of(Views["three compared"]);

        screen.Lines.ShouldContain($"  B  b-{Long} (5 trials)");
        screen.Text.ShouldNotContain(LeftOut);
        screen.Row("connections completed").ShouldBe(["connections completed", "10,000", "10,000", "10,000"]);
    }

    [Fact]
    public void OfAList_EachScenarioHasItsName_AndItsSentenceBelow_AndInAPipeOneLine()
    {
        var lines = Screen.Of(Views["all scenarios"]).Lines;
        var name = lines.ToList().IndexOf("  reset-loses-data");

        lines[name + 1].ShouldStartWith("      C16  A write that returned has handed its bytes to the kernel");
        var scenarios = ScenarioReports.Of([Repository.PathOf("scenarios/kernel/reset-loses-data.yaml")], ScenarioChanges.None).Scenarios;
        var piped = Screen.Of(c => ScenarioListView.Print(c, scenarios, isTerminal: false)).Lines[0].Split('\t');
        piped.Length.ShouldBe(3);
        piped[0].ShouldEndWith("scenarios/kernel/reset-loses-data.yaml");
        piped[1].ShouldBe("C16");
        piped[2].ShouldBe("A write that returned has handed its bytes to the kernel, not to the peer.");
    }

    [Theory]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("  an indented line goes on so", 12, "  an|  indented|  line goes|  on so")]
    [InlineData("a-word-that-is-too-long for it", 10, "a-word-that-is-too-long|for it")]
    [InlineData("", 10, "")]
    public void Text_IsFoldedBetweenItsWords(string text, int width, string expected) =>
        string.Join('|', Folding.Lines(text, width)).ShouldBe(expected);

    [Fact]
    public void WhatGoesToATerminalLineByLine_IsFoldedToo_AndWhatGoesToAFileIsNot()
    {
        var (terminal, file) = (new StringWriter(), new StringWriter());

        new VisibleWriter(terminal, isGitHub: false, width: 80).WriteLine($"harness: {Sentence}\n{Sentence}");
        new VisibleWriter(file, isGitHub: false).WriteLine($"harness: {Sentence}");

        $"{terminal}".Split('\n').ShouldAllBe(l => l.Length <= 80);
        $"{terminal}".ReplaceLineEndings(" ").ShouldBe($"harness: {Sentence} {Sentence} ");
        $"{file}".ShouldBe($"harness: {Sentence}\n");
    }

    // Without the sentences that say what was left out.
    private static string[] Words(Screen screen) =>
        Regex.Replace(screen.Text, LeftOut + "[^.]*\\.", "", RegexOptions.None, TimeSpan.FromSeconds(10))
            .Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

    private static void Summary(IAnsiConsole console, ExampleRun run) =>
        SummaryView.Print(console, run.Plan, run.Summary, "results/20260102T030405Z-example/report.html");

    private static void Compared(IAnsiConsole console, params SubjectSource[] sources) =>
        ComparisonView.Print(console, Comparer.Compare(sources, [], default, isComplete: true), "results/compare/report.html");

    private static void Matrix(IAnsiConsole console)
    {
        string[] closes = ["immediately", "{after: 2ms}", "half_close_then_drain"];
        string[] clients = ["curl", "siege", "ab", "wrk", "http_client"];
        var cells = closes.SelectMany(close => clients.Select(like => ExampleSource.Of($"{close}, {like}", 500, 1000, Slow) with
        {
            Parameters = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["client.like"] = like, ["server.close"] = close },
        }));
        ComparisonView.Print(
            console,
            Comparer.Compare([.. cells], [new("server.close", closes), new("client.like", clients)], default, isComplete: true),
            "results/compare/report.html");
    }

    private static ClientProbe Client() => ClientProbing.Read(
        new() { Command = ["/usr/bin/curl", "-s", "{url}"] },
        new()
        {
            Scenario = "probe-curl", StartedAt = default, Verdict = Verdict.None, Complete = true,
            Trials = [.. new[] { "exact", "smaller_large_body", "missing" }.Select(Form)],
        });

    private static TrialSummary Form(string form) => new()
    {
        Complete = true,
        Parameters = new Dictionary<string, string> { ["form"] = form },
        Connections = new() { Opened = 12_345 },
        ClosedFirst = new() { Client = 7, Reset = 3, Server = 12_000, Unknown = 335 },
        ThinkTimeUs = new() { Count = 7, P50 = 310, P90 = 500, P99 = 1200 },
        Client = new() { Program = new() { ExitCodes = new Dictionary<string, long> { ["0"] = 8, ["18"] = 2, ["56"] = 1 } } },
    };

    private static ServerProbe Server()
    {
        var errors = new Dictionary<string, long> { ["ECONNRESET"] = 1, ["TIMEOUT"] = 12 };
        var probe = new ServerProbe
        {
            Url = "http://127.0.0.1:8080/",
            WaitSeconds = 10,
            WithClose = new() { Ending = ServerEnding.PlainClose, Answered = true, AfterLastByteUs = new() { Count = 5, P50 = 30 } },
            KeepAlive = new() { Kept = true, IdleSeconds = 5.01 },
            UnreadBody = null,
            Clients =
            [
                new()
                {
                    Client = "http_client", Connections = 20, ServerTimeWait = null, ClientTimeWait = 19, Both = 3, Reset = 1, Open = 2,
                    Errors = errors,
                },
            ],
        };
        return probe with { Verdict = [.. ServerVerdict.Of(probe)] };
    }
}
