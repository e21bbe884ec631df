using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Harness.Tests.Reporting;

/// <summary>axe's rules on a page of each kind, in both themes, on a wide and on a narrow screen.</summary>
public sealed class AccessibilityTests(PageBrowser browser) : IClassFixture<PageBrowser>
{
    // A chart's parts are one picture with a name: that of the element around them.
    private const string Flaws = """
        async () => (await axe.run({ exclude: [['.plot svg']] }, { resultTypes: ['violations'], preload: false })).violations
          .filter(flaw => ['serious', 'critical'].includes(flaw.impact))
          .flatMap(flaw => flaw.nodes.map(node => flaw.id + ': ' + node.html.slice(0, 160)))
        """;

    // Colours do not change with the width, nor does what scrolls with the theme.
    private static readonly (ColorScheme Scheme, int Width)[] Views = [(ColorScheme.Light, 1280), (ColorScheme.Dark, 520)];

    [RequiresChromiumFact]
    public async Task NoPage_HasAFlawThatAxeCallsSeriousOrCritical()
    {
        using var temp = new TempFolder();
        var axe = new BundledAxeScriptProvider().GetScript();
        var page = await browser.NewPage();
        var found = new List<string>();
        foreach (var kind in ExamplePages.Kinds)
        {
            await page.GotoAsync($"file://{ExamplePages.Write(kind, temp.Path)}");
            await page.EvaluateAsync(axe);
            foreach (var (scheme, width) in Views)
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await page.SetViewportSizeAsync(width, 900);
                found.AddRange((await page.EvaluateAsync<string[]>(Flaws)).Select(f => $"{kind}, {scheme}, {width} px: {f}"));
            }
        }

        found.ShouldBeEmpty();
    }
}
