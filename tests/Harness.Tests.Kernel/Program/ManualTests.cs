namespace Harness.Tests.Kernel.Program;

/// <summary>The man pages as the program writes them.</summary>
public sealed class ManualTests
{
    [Fact]
    public async Task EveryPage_IsTypesetWithoutAWarning()
    {
        using var folder = new TempFolder();
        (await HarnessProgram.RunAsync("manual", folder.Path)).ShouldExitWith(0);
        var pages = Directory.GetFiles(folder.Path);
        pages.Select(Path.GetFileName).ShouldContain("harness-run.1");

        using var groff = HarnessProgram.Start(["-man", "-ww", "-Tutf8", "-P-c", .. pages], executable: "groff");
        var ended = await groff.EndAsync();

        ended.ShouldExitWith(0).Error.ShouldBeEmpty();
        ended.Output.ShouldContain("HARNESS-RUN(1)");
        ended.Output.ShouldContain("harness-run - runs scenarios");
    }
}
