using System.Text.RegularExpressions;
using Harness.Analysis.Results;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Reporting;

namespace Harness.Tests.Pure.Reporting;

public sealed class ReportPageTests : IDisposable
{
    private const string Hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)> & \"quotes\" {{echarts}}";

    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void Top_SaysTheVerdictAndWhoClosedFirst()
    {
        var page = Page(ExampleRun.ServerFirst());

        page.ShouldContain("<h1>server-closes-first</h1>");
        page.ShouldContain("PASSED <span>All expectations hold: 2 of 2.</span>");
        page.ShouldContain(
            "<p class=\"lead\">The server closed first in 1,000 of 1,000 connections: it entered 1,000 TIME_WAITs, the client 0.</p>");
        page.IndexOf("PASSED", StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf("data-chart=", StringComparison.Ordinal));
    }

    [Fact]
    public void MissedExpectation_IsShownWithItsActualValue()
    {
        var page = Page(ExampleRun.Missed());

        page.ShouldContain("MISSED <span>2 of 2 expectations missed.</span>");
        page.ShouldContain(
            "The server closed first in 808 of 1,000 connections, the client closed first in 183, both closed at once in 9. "
            + "The server entered 817 TIME_WAITs, the client 192.");
        page.ShouldContain(
            "<code>server.time_wait.entered == connections.completed</code></th>"
            + "<td class=\"figure\">817</td><td><span class=\"no\">✗ missed</span>");
    }

    [Fact]
    public void InterruptedRun_IsMarkedWithTheReason()
    {
        Page(ExampleRun.Interrupted()).ShouldContain(
            "INCOMPLETE <span>Interrupted by SIGINT during load. The figures are those of what was measured.</span>");
    }

    [Fact]
    public void KilledRun_IsDrawnFromItsSamples_WithAndWithoutASummary()
    {
        var folder = ExampleRun.ServerFirst().WriteTo(temp.Path, killed: true);
        var with = File.ReadAllText(Report.Write(new PlainFolder(folder)));
        File.Delete(Path.Combine(folder, "summary.json"));
        File.Delete(Path.Combine(folder, "environment.json"));
        var without = File.ReadAllText(Report.Write(new PlainFolder(folder)));

        foreach (var page in new[] { with, without })
        {
            page.ShouldContain("INCOMPLETE");
            page.ShouldContain("<h1>server-closes-first</h1>");
            page.ShouldContain("Who closed first was not found out.");
            page.ShouldContain("data-chart=\"time_wait\"");
        }
    }

    [Fact]
    public void RunThatMeasuredNothing_SaysSo()
    {
        File.WriteAllText(Path.Combine(temp.Path, "samples.csv"), "");
        File.ReadAllText(Report.Write(new PlainFolder(temp.Path))).ShouldContain("Nothing was measured.");
    }

    [Fact]
    public void Sweep_HasATableOfAllTrialsAndAChoiceOfOne()
    {
        var page = Page(ExampleRun.Sweep());

        page.ShouldContain("<option value=\"3\">Trial 3: server.close.after = 400us</option>");
        page.ShouldContain(
            "<p class=\"lead\">From 1 ms on the client closes first in at least 95 % of the connections.</p>");
        page.ShouldNotContain("3,525", Case.Sensitive, "nothing is added up over delays");
        page.ShouldContain("data-chart=\"shares\"");
        Regex.Count(page, "<section class=\"trial\"").ShouldBe(5);
    }

    [Fact]
    public void AnotherEnginesOwnFigures_HaveACardThatSaysWhoseTheyAre_AndARunWithoutOneHasNoSuchCard()
    {
        var run = ExampleRun.ServerFirst();
        Page(run).ShouldNotContain("The load engine's own figures");
        var folder = run.WriteTo(temp.Path);
        var engine = new EngineSummary
        {
            Name = "nbomber",
            Version = "6.0.1",
            Seconds = 2.5,
            Ok = new() { Count = 990, LatencyUs = new() { P99 = 4200 } },
            Fail = new() { Count = 10 },
        };
        var json = System.Text.Json.JsonSerializer.Serialize(engine, ResultJson.OneLine.EngineSummary);
        Replace(folder, "\"engine\": null", $"\"engine\": {json}");

        var page = File.ReadAllText(Report.Write(new PlainFolder(folder)));

        page.ShouldContain("nbomber 6.0.1 counted 990 ok and 10 failed in 2.5 s, by its own clock.");
        page.ShouldContain("99th percentile</th><td class=\"figure\">4.2 ms</td><td class=\"figure\">0 &#181;s</td>");
    }

    [Fact]
    public void ALink_ShowsWhatWasAskedAndWhatHappened_AndARunWithoutOneHasNoSuchCard()
    {
        var folder = ExampleRun.ServerFirst().WriteTo(temp.Path);
        var late = new DurationSummary { Count = 900, P50 = 1500, P99 = 1800 };
        var link = new LinkSummary
        {
            RttUs = 20_000,
            LateUs = late,
            ToServer = new()
            {
                Frames = 5123,
                Bytes = 400_000,
                DelayUs = new() { Count = 5123, P50 = 10_031.5, P99 = 10_180, Max = 11_000 },
            },
            ToClient = new() { Frames = 4001, Dropped = 7 },
        };

        var without = File.ReadAllText(Report.Write(new PlainFolder(folder)));
        Replace(folder, "\"link\": null", $"\"link\": {System.Text.Json.JsonSerializer.Serialize(link, ResultJson.OneLine.LinkSummary)}");

        var page = File.ReadAllText(Report.Write(new PlainFolder(folder)));

        page.ShouldContain(
            "a round-trip time of 20 ms, so 10 ms each way. "
            + "Frames took longer than that by 1.5 ms (median) and 1.8 ms (99th percentile).");
        page.ShouldContain("Frames passed on</th><td class=\"figure\">5,123</td><td class=\"figure\">4,001</td>");
        page.ShouldContain("Delay, 99th percentile</th><td class=\"figure\">10.18 ms</td>");
        without.ShouldNotContain("The link between the sides");
    }

    [Fact]
    public void TextFromTheScenario_NeverBecomesMarkup()
    {
        var folder = ExampleRun.ServerFirst(about: Hostile).WriteTo(temp.Path);
        File.WriteAllText(Path.Combine(folder, "scenario.yaml"), Hostile);
        Replace(folder, "server.time_wait.entered == connections.completed", Hostile);
        Replace(folder, "TcpExt.TCPPureAcks", Hostile);
        Replace(folder, "\"parameters\": {}", $"\"parameters\": {{ \"key\": {System.Text.Json.JsonSerializer.Serialize(Hostile)} }}");

        var page = File.ReadAllText(Report.Write(new PlainFolder(folder)));
        var plain = Page(ExampleRun.ServerFirst());

        page.ShouldNotContain("<script>alert");
        page.ShouldNotContain("<img src=x");
        Regex.Count(page, "<script").ShouldBe(Regex.Count(plain, "<script"));
        Regex.Count(page, "</script").ShouldBe(Regex.Count(plain, "</script"));
        page.ShouldContain("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;");

        // Filled in one pass: what looks like a place of the template stays as it was written.
        page.ShouldContain("{{echarts}}");
        plain.ShouldNotContain("{{");
    }

    [Fact]
    public void ChartData_CannotEndItsElement_AndHasEveryChartOfThePage()
    {
        var page = Page(ExampleRun.Sweep());
        var packed = page.Split("id=\"charts\">")[1].Split("</script>")[0];

        packed.ShouldNotContain("<");
        var ids = PackedCharts.Of(page).Select(c => c.Key).ToList();
        page.Split("data-chart=\"").Skip(1).Select(rest => rest.Split('"')[0]).ShouldBe(ids);
    }

    [Fact]
    public void Page_IsForbiddenToFetchAnything()
    {
        var page = Page(ExampleRun.ServerFirst()).Replace(Resources.PackedLibrary, "");

        page.ShouldContain("default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:");
        page.ShouldStartWith("<!doctype html>\n<html lang=\"en\">");
        page.ShouldNotContain("<base");
        page.ShouldNotContain(" src=\"");
        page.Replace("<a href=\"", "").Split(" href=\"").Skip(1)
            .ShouldAllBe(rest => rest.StartsWith("data:", StringComparison.Ordinal), "but for links to follow, which are not fetched");
    }

    [Fact]
    public void Counters_PutTimeWaitFirst_WithTheirMeaning_TheWellKnownOnesAlsoAtZero()
    {
        var page = Page(ExampleRun.ServerFirst());

        page.IndexOf("<code>TcpExt.TW</code>", StringComparison.Ordinal)
            .ShouldBeInRange(0, page.IndexOf("<code>Tcp.InSegs</code>", StringComparison.Ordinal));
        page.ShouldContain("TIME_WAITs, FIN_WAIT2 minisockets included");
        page.Split("that stayed at 0</summary>")[1].ShouldContain("<code>TcpExt.TWKilled</code>");
        page.Split("that stayed at 0</summary>")[1].ShouldNotContain("<code>TcpExt.TW</code>");
        page.ShouldContain("Dropped because their timestamp was too old (PAWS): none on either side.");
    }

    private static void Replace(string folder, string text, string by)
    {
        var path = Path.Combine(folder, "summary.json");
        var before = File.ReadAllText(path);
        var json = by.StartsWith('"') ? by : System.Text.Json.JsonSerializer.Serialize(by)[1..^1];
        var after = before.Replace(text, json);
        after.ShouldNotBe(before);
        File.WriteAllText(path, after);
    }

    private string Page(ExampleRun run) => File.ReadAllText(Report.Write(new PlainFolder(run.WriteTo(temp.Path))));
}
