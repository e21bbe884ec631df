using Harness.Reporting;
using Microsoft.Playwright;

namespace Harness.Tests.Reporting;

/// <summary>Opens reports in a real browser, from disk.</summary>
public sealed class ReportInBrowserTests(PageBrowser browser) : IClassFixture<PageBrowser>, IDisposable
{
    // A series' line is a stroked path of many points; axes, grids and the bands of phases are not. A bar is filled.
    private const string VisibleCharts = """
        () => [...document.querySelectorAll('[data-chart]')].filter(place => place.clientWidth > 0).map(place => {
          const paths = [...place.querySelectorAll('svg path')].filter(p => p.getBoundingClientRect().width > 20);
          const isDrawn = p => place.dataset.chart === 'trials'
            ? p.getAttribute('fill') !== 'none'
            : (p.getAttribute('stroke') || 'none') !== 'none' && p.getAttribute('d').length > 80;
          return { id: place.dataset.chart, lines: paths.filter(isDrawn).length, text: place.textContent };
        })
        """;

    private readonly TempFolder temp = new();
    private readonly List<string> complaints = [];
    private readonly List<string> requests = [];

    public void Dispose() => temp.Dispose();

    [RequiresChromiumFact]
    public async Task EveryChart_IsDrawn_WithoutAnErrorAndWithoutFetchingAnything()
    {
        ExampleRun[] runs = [ExampleRun.ServerFirst(), ExampleRun.ClientFirstDrained(), ExampleRun.Missed(), ExampleRun.Interrupted()];
        foreach (var run in runs)
        {
            var page = await Open(run);
            var charts = await Charts(page);

            charts.Select(c => c.Id).ShouldBe(["time_wait", "rate", "latency"]);
            charts.ShouldAllBe(c => c.Lines > 0);
            charts[0].Text.ShouldContain("server: in TIME_WAIT");
            var durations = charts[^1].Text;
            durations.ShouldContain("50 %");
            durations.ShouldContain("99 %");
            durations.ShouldContain(" ms");
            durations.ShouldNotContain(",000 µs");
            await page.CloseAsync();
        }

        complaints.ShouldBeEmpty();
        requests.ShouldAllBe(r => r.StartsWith($"file://{temp.Path}/") && r.EndsWith("/report.html"));
        requests.Count.ShouldBe(4);
    }

    [RequiresChromiumFact]
    public async Task NodesOfATier_AreNamedWhereThePointerIs_AndHiddenWithTheirTier()
    {
        var folder = ExampleRun.ServerFirst().WriteTo(temp.Path);
        var (samples, number) = (Path.Combine(folder, "samples.csv"), 0);
        File.WriteAllLines(samples, File.ReadAllLines(samples).Select(
            line => line.EndsWith(",server", StringComparison.Ordinal) ? $"{line}-<i>{(number++ % 2) + 1}</i>" : line));
        var page = await OpenFolder(folder);
        var drawn = (await Charts(page))[0].Lines;

        await page.HoverAsync("[data-chart=time_wait]");
        await page.WaitForFunctionAsync(
            "() => /server-<i>[12]<.i>: server: in TIME_WAIT [0-9,]+/.test(document.querySelector('[data-chart=time_wait]').textContent)");

        await page.Locator("[data-chart=time_wait] svg text", new() { HasText = "server: in TIME_WAIT" }).ClickAsync();
        (await Charts(page))[0].Lines.ShouldBeLessThanOrEqualTo(drawn - 3, "the tier's line and those of both nodes");
        complaints.ShouldBeEmpty();
    }

    [RequiresChromiumFact]
    public async Task KilledRun_IsDrawnAsFarAsItWent()
    {
        var page = await Open(ExampleRun.ServerFirst(), killed: true);

        (await page.TextContentAsync(".stamp"))!.ShouldStartWith("INCOMPLETE");
        (await Charts(page)).Select(c => c.Id).ShouldBe(["time_wait", "rate"]);
        complaints.ShouldBeEmpty();
    }

    [RequiresChromiumFact]
    public async Task Sweep_ShowsTheTrialThatIsChosen()
    {
        var page = await Open(ExampleRun.Sweep());
        var first = await Charts(page);
        await page.SelectOptionAsync("#trial", "4");
        var fourth = await Charts(page);

        first.Select(c => c.Id)
            .ShouldBe(
            [
                "shares", "trial-01-time_wait", "trial-01-rate", "trial-01-latency",
            ]);
        fourth.Select(c => c.Id)
            .ShouldBe(
            [
                "shares", "trial-04-time_wait", "trial-04-rate", "trial-04-latency",
            ]);
        fourth.ShouldAllBe(c => c.Lines > 0);
        complaints.ShouldBeEmpty();
    }

    [RequiresChromiumFact]
    public async Task WhereScriptsAreForbidden_TheChartsOfTheFirstTrialAreStillThere_AndTheOthersSayWhy()
    {
        var page = await Open(ExampleRun.Sweep(), hasScripts: false);

        (await page.Locator("[data-chart] > svg").CountAsync()).ShouldBe(4);
        (await page.Locator("[data-chart='trial-01-time_wait'] > svg").BoundingBoxAsync())!.Width.ShouldBeGreaterThan(400);
        (await page.Locator("[data-chart='shares'] > svg path").CountAsync()).ShouldBeGreaterThan(3);
        (await page.Locator("[data-chart]:not(:has(svg))").CountAsync()).ShouldBe(12);
        complaints.ShouldBeEmpty();
    }

    [RequiresChromiumFact]
    public async Task NarrowScreen_NeverScrollsSideways_AndTablesScrollInThemselves()
    {
        foreach (var run in new[] { ExampleRun.ClientFirstDrained(), ExampleRun.Sweep() })
        {
            var page = await Open(run, width: 520);

            (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(520);
            const string Outside =
                "() => [...document.querySelectorAll('main *')]"
                + ".filter(e => !e.closest('.scroll, svg, .unseen') && e.getBoundingClientRect().right > 521)"
                + ".map(e => e.outerHTML.slice(0, 80))";
            (await page.EvaluateAsync<string[]>(Outside)).ShouldBeEmpty();
            (await Charts(page)).ShouldAllBe(c => c.Lines > 0);
            await page.CloseAsync();
        }

        complaints.ShouldBeEmpty();
    }

    [RequiresChromiumFact]
    public async Task WhatIsOffTheScreen_HasAShadowBeforeIt_AndItsFirstColumnStays_AndShortTablesAreNeverOffIt()
    {
        const string Scrolled = "() => [...document.querySelectorAll('.scroll')]"
            + ".filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.getAttribute('aria-label'))";
        const string Left = "table => { const first = table.querySelector('tbody th'), at = first.getBoundingClientRect().left;"
            + " table.scrollLeft = 300; return first.getBoundingClientRect().left - at; }";
        var page = await browser.NewPage(520);
        await page.GotoAsync($"file://{ExamplePages.Write("kernel", temp.Path)}");
        (await page.EvaluateAsync<string[]>(Scrolled)).ShouldNotContain(name => name == "Durations" || name == "Kernel counters");
        await page.GotoAsync($"file://{ExamplePages.Write("matrix", temp.Path)}");
        (await page.EvaluateAsync<string[]>(Scrolled)).ShouldNotContain(name => name.StartsWith("Who holds TIME_WAIT"));

        await page.GotoAsync($"file://{ExamplePages.Write("table of delays", temp.Path)}");
        (await page.EvaluateAsync<string[]>(Scrolled)).ShouldContain("All trials");
        (await page.Locator("[aria-label='All trials']").EvaluateAsync<double>(Left)).ShouldBe(0, 1);
        (await page.Locator("[aria-label='All trials']").EvaluateAsync<string>("e => getComputedStyle(e).backgroundImage"))
            .ShouldContain("linear-gradient");

        await page.SetViewportSizeAsync(1280, 900);
        await page.GotoAsync($"file://{ExamplePages.Write("cases", temp.Path)}");
        (await page.EvaluateAsync<string[]>(Scrolled)).ShouldBeEmpty();
    }

    [RequiresChromiumFact]
    public async Task Theme_FollowsTheReadersSetting_AndTheButtonChangesPageAndCharts()
    {
        var light = await Open(ExampleRun.ServerFirst());
        var (lightGround, lightCharts) = (await Ground(light), await Colours(light));
        var dark = await Open(ExampleRun.ServerFirst("again"), scheme: ColorScheme.Dark);
        var (darkGround, darkCharts) = (await Ground(dark), await Colours(dark));
        await dark.ClickAsync("#theme");

        darkGround.ShouldNotBe(lightGround);
        darkCharts.ShouldNotBe(lightCharts);
        (await Ground(dark)).ShouldBe(lightGround);
        (await Colours(dark)).ShouldBe(lightCharts);
        complaints.ShouldBeEmpty();
    }

    [RequiresChromiumFact]
    public async Task Scenario_CannotBringScriptIntoThePage()
    {
        var page = await Open(
            ExampleRun.ServerFirst(about: "</p><script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">"));

        (await page.TitleAsync()).ShouldBe("server-closes-first: TIME_WAIT report");
        (await page.TextContentAsync(".about"))!.ShouldStartWith("</p><script>");
        (await page.QuerySelectorAllAsync("main script, main img")).ShouldBeEmpty();
        complaints.ShouldBeEmpty();
        requests.ShouldHaveSingleItem();
    }

    private static Task<string> Ground(IPage page) =>
        page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor");

    private static Task<string> Colours(IPage page) =>
        page.EvaluateAsync<string>(
            "() => [...new Set([...document.querySelectorAll('svg path')].map(p => p.getAttribute('stroke')))].sort().join()");

    private static async Task<IReadOnlyList<DrawnChart>> Charts(IPage page)
    {
        var charts = await page.EvaluateAsync(VisibleCharts);
        return [.. charts!.Value.EnumerateArray().Select(c => new DrawnChart(
            c.GetProperty("id").GetString()!, c.GetProperty("lines").GetInt32(), c.GetProperty("text").GetString()!))];
    }

    private Task<IPage> Open(
        ExampleRun run, bool killed = false, int width = 1280, ColorScheme scheme = ColorScheme.Light, bool hasScripts = true) =>
        OpenFolder(run.WriteTo(temp.Path, killed), width, scheme, hasScripts);

    private async Task<IPage> OpenFolder(
        string folder, int width = 1280, ColorScheme scheme = ColorScheme.Light, bool hasScripts = true)
    {
        var report = Report.Write(new PlainFolder(folder));
        var page = await browser.NewPage(width, scheme, hasScripts);
        page.Console += (_, message) => complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) => requests.Add(request.Url);
        await page.GotoAsync($"file://{report}");
        if (hasScripts)
        {
            await page.WaitForFunctionAsync("() => document.querySelector('[data-chart] > div svg') !== null");
        }

        return page;
    }

    private sealed record DrawnChart(string Id, int Lines, string Text);
}
