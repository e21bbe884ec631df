using Harness.Analysis.Results;
using Harness.Analysis.Statistics;
using Harness.Analysis.Words;
using Harness.Cli.Terminal;
using Harness.Reporting;
using Harness.Reporting.Pages;
using Harness.Scenarios.Options;
using Harness.Tests.Pure.Terminal;
using Harness.Tests.Pure.Thresholds;

namespace Harness.Tests.Pure.Answers;

/// <summary>The headline of a run is the answer to what its scenario asks, never a sum over trials that are not alike.</summary>
public sealed class RunAnswerTests : IDisposable
{
    private const string After = "server.close.after";

    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData(28.0, 57.0, "57 µs is enough; 28 µs is not (95 % confidence).")]
    [InlineData(null, 57.0, "57 µs is enough (95 % confidence); no delay tried is surely too short.")]
    [InlineData(28.0, null, "28 µs is not enough (95 % confidence); no delay tried surely is.")]
    [InlineData(null, null, "The threshold was not found: no delay tried could be decided.")]
    public void ASearch_AnswersWithBothEnds(double? lower, double? upper, string expected) =>
        Answer(ExampleRun.ServerFirst().Summary with { Threshold = Threshold(lower, upper) }).ShouldBe([expected]);

    [Fact]
    public void ADelayThatNothingWasCountedAt_HasNoShare() =>
        Screen.Of(console => SweepView.Print(console, ExampleRun.ServerFirst().Summary with { Threshold = Threshold(28, 57) }))
            .Row("57 µs").Skip(2).ShouldBe(["0", "not measured", "undecided"]);

    [Fact]
    public void ASweepOfADelay_AnswersWithTheDelayFromWhichOnOneSideClosesFirst()
    {
        Answer(Run(Trial(1, 100, 0, "0us"), Trial(2, 60, 40, "50us"), Trial(3, 5, 95, "100us"), Trial(4, 0, 100, "1ms")))
            .ShouldBe([
                "From 100 µs on the client closes first in at least 95 % of the connections; "
                + "up to 0 µs the server closes first in as many."]);
        Answer(Run(Trial(1, 60, 40, "0us"), Trial(2, 0, 100, "1ms")))
            .ShouldBe(["From 1 ms on the client closes first in at least 95 % of the connections."]);
        Answer(Run(Trial(1, 0, 100, "0us"), Trial(2, 1, 99, "1ms")))
            .ShouldBe(["At every delay tried the client closes first in at least 95 % of the connections."]);
        Answer(Run(Trial(1, 99, 1, "0us"), Trial(2, 60, 40, "1ms"))).ShouldBe(
            ["Even at 1 ms neither side closes first in at least 95 % of the connections: server 60, client 40 %; "
            + "up to 0 µs the server closes first in as many."]);
        Answer(Run(Trial(1, 0, 0, "0us"), Trial(2, 0, 0, "1ms"))).ShouldBe(["It is not known at any delay who closed first."]);
    }

    [Fact]
    public void ADelayAtWhichItTurnsBack_IsNoPartOfFromThereOn() =>
        Answer(Run(Trial(1, 0, 100, "0us"), Trial(2, 50, 50, "50us"), Trial(3, 0, 100, "100us"))).ShouldBe(
            ["From 100 µs on the client closes first in at least 95 % of the connections; "
            + "up to 0 µs the client closes first in as many."]);

    [Fact]
    public void SeveralCurves_AnswerEachByItsName() =>
        Answer(Run(
            ShareCurveTests.Trial(1, 9, 1, (After, "0us"), ("client.like", "curl")),
            ShareCurveTests.Trial(2, 10, 0, (After, "0us"), ("client.like", "ab")),
            ShareCurveTests.Trial(3, 0, 10, (After, "1ms"), ("client.like", "curl")),
            ShareCurveTests.Trial(4, 10, 0, (After, "1ms"), ("client.like", "ab"))))
            .ShouldBe([
                "curl: from 1 ms on the client closes first in at least 95 % of the connections.",
                "ab: at every delay tried the server closes first in at least 95 % of the connections."]);

    [Fact]
    public void TrialsThatAreAlike_MayBeAddedUp_AndThatIsSaid() =>
        Answer(Run(ShareCurveTests.Trial(1, 10, 0), ShareCurveTests.Trial(2, 9, 1))).Single()
            .ShouldStartWith("In 2 trials alike, together: the server closed first in 19 of 20 connections, the client closed first in 1.");

    [Fact]
    public void Cases_AreATable_OfTheFiguresThatDiffer_AndOfWhatTheExpectationsName()
    {
        var run = Run(Case(1, "one port", 500), Case(2, "two ports", 1000), Case(3, "two ports", 990));
        var answer = RunAnswer.Of(run, run.Trials);

        answer.Sentences.ShouldBe(["2 cases, and the figures in which they differ:"]);
        answer.Cases.ShouldNotBeNull().Columns.ShouldBe(["client: FIN_WAIT2 peak", "connections completed"]);
        answer.Cases.Rows.Select(r => (r.Name, string.Join('|', r.Cells)))
            .ShouldBe([("one port", "7|500"), ("two ports", "9|995 [990..1,000]")]);
        answer.Cases.Note.ShouldStartWith("The same in every case: ");
        answer.Cases.Note.ShouldContain("connections failed 0");
        answer.Cases.Note.ShouldEndWith("Of several trials of a case: the median [the least..the most].");
    }

    [Fact]
    public void Cases_AreTheHeadline_OfThePageAndOfTheTerminal_AndNothingIsAddedUp()
    {
        var run = Run(Case(1, "one port", 500), Case(2, "two ports", 1000));
        var page = VerdictBanner.Render(run, TrialRecord.Of(new() { Folder = "x", Samples = [], Summary = run })).ToString();
        var screen = Screen.Of(console => SummaryView.Print(console, ExampleRun.ServerFirst().Plan, run, "report"));

        page.ShouldContain("<p class=\"lead\">2 cases, and the figures in which they differ:</p>");
        page.ShouldContain("two ports</th><td class=\"figure\">9</td><td class=\"figure\">1,000</td>");
        screen.Words.ShouldContain("2 cases, and the figures in which they differ:");
        screen.Row("two ports").ShouldBe(["two ports", "ok", "9", "1,000"]);
        (page + screen.Text).ShouldNotContain("1,500");
    }

    [Fact]
    public void FewCases_InWhichNotTheSameSideClosesFirst_SayWhoHoldsTheTimeWaits()
    {
        var run = ExamplePages.Cases().Summary;
        var answer = RunAnswer.Of(run, run.Trials);

        answer.Sentences.ShouldBe([
            "The server closes first: 1,000 TIME_WAITs on the server, 0 on the client.",
            "The client closes first: 0 TIME_WAITs on the server, 1,000 on the client."]);
        answer.Cases.ShouldNotBeNull().Rows.Count.ShouldBe(2);
    }

    [Fact]
    public void ATrialThatBrokeOff_IsNoCase() =>
        Answer(Run(ShareCurveTests.Trial(1, 10, 0), Case(2, "b", 5) with { Complete = false })).Single()
            .ShouldStartWith("The server closed first in 10 of 10 connections");

    [Fact]
    public void AProbesSentences_AreItsHeadline_AndAreKeptInTheSummary()
    {
        string[] sentences = ["It closes first when the length is exact.", "It never resets."];
        string folder;
        using (var results = new ResultFolder(ResultParent.Open(temp.Path, new PlainFiles())) { Answering = _ => sentences })
        {
            var run = ExampleRun.Sweep();
            results.RunStarted(run.Plan, ExampleRun.StartedAt);
            results.RunFinished(run.Summary with { Verdict = Verdict.None });
            folder = results.Path;
        }

        var page = File.ReadAllText(Report.Write(new PlainFolder(folder)));

        File.ReadAllText(Path.Combine(folder, "summary.json")).ShouldContain("\"It never resets.\"");
        page.ShouldContain("<p class=\"lead\">It closes first when the length is exact.</p>\n<p class=\"lead\">It never resets.</p>");
        page.ShouldContain("PROBED <span>5 forms of response.</span>");
        page.ShouldNotContain("NO VERDICT");
    }

    [Fact]
    public void ASlowConnect_IsSaidWithTheHeadline()
    {
        var run = Run(ShareCurveTests.Trial(1, 0, 10) with
        {
            ConnectByOccupancy = new() { Ports = 8000, LowUs = new() { Count = 5, P50 = 10 }, HighUs = new() { Count = 5, P50 = 226 } },
        });

        Answer(run)[1].ShouldEndWith("226 µs: 22.6 times as long.");
        Screen.Of(console => SummaryView.Print(console, ExampleRun.ServerFirst().Plan, run, "report")).Words
            .ShouldContain("22.6 times as long.");
    }

    [Theory]
    [InlineData(new long[] { 905, 95 }, new[] { 91, 9 })]
    [InlineData(new long[] { 295, 25, 680 }, new[] { 30, 2, 68 })]
    [InlineData(new long[] { 1, 1, 1 }, new[] { 34, 33, 33 })]
    [InlineData(new long[] { 0, 0 }, new int[0])]
    public void WholePercents_AddUp(long[] counts, int[] expected) => WholePercents.Of(counts).ShouldBe(expected);

    private static IReadOnlyList<string> Answer(RunSummary run) => RunAnswer.Of(run, run.Trials).Sentences;

    private static RunSummary Run(params TrialSummary[] trials) => ExampleRun.ServerFirst().Summary with { Trials = trials };

    private static TrialSummary Trial(int number, int server, int client, string delay) =>
        ShareCurveTests.Trial(number, server, client, (After, delay));

    private static TrialSummary Case(int number, string name, int completed) => ShareCurveTests.Trial(number, 0, 0, ("cases", name)) with
    {
        Connections = new() { Opened = completed, Completed = completed, Failed = 0 },
        Client = new() { FinWait2 = new() { Peak = completed > 600 ? 9 : 7 } },
        Expectations = [new("client.fin_wait2.peak >= 1", 9, true)],
    };

    private static ThresholdSummary Threshold(double? lower, double? upper) => new()
    {
        Key = After, Share = ThresholdShare.ServerTimeWait, AtMost = 0.05, Confidence = 0.95, LowerUs = lower, UpperUs = upper,
        Probes = [new(57, 0, 0, 0, 1, ProbeVerdict.Undecided)],
    };
}
