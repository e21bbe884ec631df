using Harness.Reporting;

namespace Harness.Tests.Pure.Reporting;

/// <summary>What a reader of a page finds first, and how he finds the rest.</summary>
public sealed class PageReadingTests : IDisposable
{
    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void ASweepWithAPrediction_OpensAtItsFirstTrial_NotAtTheMeasurementOfTheThinkTime()
    {
        var page = Page(ExamplePages.Predicted());

        page.ShouldContain("<option value=\"1\">Trial 1</option>");
        page.ShouldContain("<option value=\"2\" selected>Trial 2: server.close.after = 0us</option>");
        Trial(page, 2).ShouldContain("<svg", Case.Sensitive, "the pictures are those of the trial that is shown");
        Trial(page, 1).ShouldNotContain("<svg");
    }

    [Fact]
    public void FewCases_HaveTheirCurvesSideBySide_BeforeTheDetailsOfOne()
    {
        var page = Page(ExamplePages.Cases());
        var top = page.Split("<select id=\"trial\"")[0];

        top.ShouldContain("<h2 id=\"part-1\">The server closes first</h2>");
        top.ShouldContain("data-chart=\"trial-01-time_wait\"");
        top.ShouldContain("data-chart=\"trial-02-time_wait\"");
        Page(ExampleRun.Sweep()).Split("<select id=\"trial\"")[0].ShouldNotContain("-time_wait");
    }

    [Fact]
    public void SeveralCurves_BeginWithATableOfWhoClosedFirstAtEachDelay_InWordsAndInColours()
    {
        var page = Page(ExamplePages.TableOfDelays());
        var table = page.Split("<h2 id=\"part-1\">Who closed first, at each delay</h2>")[1].Split("</section>")[0];

        page.IndexOf(table, StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf("data-chart=", StringComparison.Ordinal));
        table.ShouldContain("<th scope=\"col\">siege, ten at a time</th>");
        table.ShouldContain("<th scope=\"row\">0 &#181;s</th><td>server 91, client 9 %<div class=\"bar\" aria-hidden=\"true\">");
        table.ShouldContain("<td>client<div class=\"bar\" aria-hidden=\"true\"><i style=\"--n:1000;--c:var(--client)\"></i></div></td>");
        Page(ExampleRun.Sweep()).ShouldNotContain("Who closed first, at each delay");
    }

    [Fact]
    public void Contents_LinkEveryHeading_OfSeveralTrialsTheirChoiceAlone()
    {
        var one = Page(ExampleRun.ServerFirst());
        var several = Page(ExampleRun.Sweep());

        foreach (var page in new[] { one, several })
        {
            var links = page.Split("<a href=\"#").Skip(1).Select(rest => rest.Split("</a>")[0].Split("\">")).ToList();
            links.Count.ShouldBeGreaterThan(5);
            links.ShouldAllBe(l => page.Contains($"<h2 id=\"{l[0]}\">{l[1]}</h2>"));
        }

        one.ShouldContain(">Expectations</a>");
        several.ShouldContain(">Trial in detail</a>");
        several.ShouldNotContain(">Kernel counters</a>");
        several.ShouldContain(">Environment</a>");
    }

    [Fact]
    public void FilesBesideThePage_AreLinked_ThoseThatAreThere()
    {
        var page = Page(ExampleRun.ServerFirst());

        page.ShouldContain("<a href=\"summary.json\">summary.json</a>");
        page.ShouldContain("<a href=\"samples.csv\">samples.csv</a>");
        page.ShouldContain("<a href=\"trials.csv\">trials.csv</a>");
        page.ShouldNotContain("connections.csv</a>");
    }

    [Fact]
    public void Tiles_FillTheirRows_AndAFailureIsColouredOnlyWhereThereIsOne()
    {
        var (good, bad) = (Page(ExampleRun.ServerFirst()), Page(ExamplePages.Kernel()));

        good.ShouldContain("<div class=\"stats\" style=\"--per-row:6\">");
        good.ShouldContain("style=\"--c:var(--line)\"><b>0</b><span>Connections failed</span>");
        bad.ShouldContain("<div class=\"stats\" style=\"--per-row:4\">", Case.Sensitive, "eight are four and four");
        bad.ShouldContain("style=\"--c:var(--failed)\"><b>12</b><span>Connections failed</span>");
    }

    [Fact]
    public void ATableThatTheKernelShares_IsNoNegativeNumber()
    {
        var folder = ExampleRun.ServerFirst().WriteTo(temp.Path);
        var path = Path.Combine(folder, "environment.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"tcp_rfc1337\"", "\"tcp_ehash_entries\": \"-262144\", \"tcp_rfc1337\""));

        var page = File.ReadAllText(Report.Write(new PlainFolder(folder)));

        page.ShouldContain("tcp_ehash_entries</th><td class=\"figure\">262144, shared by all namespaces</td>");
        page.ShouldNotContain("-262144");
    }

    [Fact]
    public void FewTrials_AreColumns_SoThatNoFigureIsOffTheScreen_AndManyAreRows()
    {
        var few = Page(ExamplePages.Cases()).Split("aria-label=\"All trials\"")[1].Split("</table>")[0];
        var many = Page(ExamplePages.TableOfDelays()).Split("aria-label=\"All trials\"")[1].Split("</table>")[0];

        few.ShouldContain("<th scope=\"col\">trial</th><th scope=\"col\" class=\"figure\">1</th><th scope=\"col\" class=\"figure\">2</th>");
        few.ShouldContain("server: TIME_WAITs entered</th><td class=\"figure\">1,000</td><td class=\"figure\">0</td>");
        many.ShouldContain("<th scope=\"col\" class=\"figure\">server: TIME_WAITs entered</th>");
    }

    private static string Trial(string page, int number) =>
        page.Split("<section class=\"trial\"").Single(part => part.StartsWith($" data-trial=\"{number}\"", StringComparison.Ordinal));

    private string Page(ExampleRun run) => File.ReadAllText(Report.Write(new PlainFolder(run.WriteTo(temp.Path))));
}
