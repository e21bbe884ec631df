using Harness.Cli;
using Harness.Cli.Manual;

namespace Harness.Tests.Pure.Terminal;

/// <summary>The man pages, from the texts of the help.</summary>
public sealed class ManualPageTests
{
    private static readonly Dictionary<string, string> Pages =
        ManualPage.All(CommandTree.Create(), new DateOnly(2026, 11, 30)).ToDictionary(page => page.Name, page => page.Text);

    [Fact]
    public void EachCommand_HasAPage_AndWhatIsHiddenHasNone()
    {
        Pages.Keys.ShouldContain("harness");
        Pages.Keys.ShouldContain("harness-run");
        Pages.Keys.ShouldContain("harness-probe-client");
        Pages.Keys.ShouldNotContain("harness-agent");
        Pages["harness"].ShouldNotContain("agent\\fR\n");
    }

    [Fact]
    public void APage_HasEachOptionOfItsCommand_InTheWordsOfTheHelp()
    {
        foreach (var command in CommandTree.Create().Subcommands.Where(c => !c.Hidden))
        {
            var page = Pages[$"harness-{command.Name}"];
            command.Options.Where(o => !o.Hidden).ShouldAllBe(option =>
                page.Contains($"\\fB{Roff.Escaped(option.Name)}\\fR") && page.Contains(Roff.Escaped(option.Description!)));
            command.Options.Where(o => o.Hidden).ShouldAllBe(option => !page.Contains(Roff.Escaped(option.Name)));
        }
    }

    [Fact]
    public void APage_NamesTheProgramAsItIsInstalled_AndItsExitCodes()
    {
        Pages.Values.ShouldAllBe(page => !page.Contains("./run.sh ") || page.Contains("./run.sh \\-\\-with"));
        Pages["harness-run"].ShouldContain(".EX\nharness run ");
        Pages["harness-run"].ShouldContain(".SH EXIT STATUS\n0 all expectations hold");
        Pages["harness-run"].ShouldStartWith($".TH HARNESS\\-RUN 1 2026-11-30 \"harness {Home.Version}\" \"User Commands\"\n.SH NAME\n");
        Pages["harness-run"].ShouldContain("\nharness\\-run \\- runs scenarios and writes");
    }

    [Theory]
    [InlineData("a-b \\n", "a\\-b \\en")]
    [InlineData(".TH", "\\&.TH")]
    [InlineData("'quoted'", "\\&'quoted'")]
    [InlineData("  two\n  lines\n", "two\nlines")]
    public void Text_ReachesThePageAsItIs(string text, string expected) => Roff.Lines(text).ShouldBe(expected);
}
