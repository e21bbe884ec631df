using System.CommandLine;
using Harness.Cli;

namespace Harness.Tests.Pure.Terminal;

/// <summary><c>help</c> and <c>version</c>, as words and as options.</summary>
public sealed class HelpCommandTests
{
    [Theory]
    [InlineData("", "--help")]
    [InlineData("run", "run --help")]
    [InlineData("probe client", "probe client --help")]
    public void Help_SaysWhatTheOptionSays(string words, string options)
    {
        var said = Output($"help {words}");

        said.ShouldBe(Output(options));
        said.ShouldContain("Usage:");
    }

    // The library shows all that completes an argument, a hundred scenarios, unless the argument has a name for the help.
    [Fact]
    public void NoCommand_ShowsAllThatItCouldTake_InPlaceOfItsName() =>
        Commands(CommandTree.Create(), "").Where(words => Output($"help {words}").Split('\n').Any(l => l.Length > 200)).ShouldBeEmpty();

    [Theory]
    [InlineData("help nonsense", "there is no command 'nonsense'; './run.sh help' shows all")]
    [InlineData("help probe nonsense", "there is no command 'probe nonsense'")]
    [InlineData("help agent", "there is no command 'agent'")]
    public void Help_ForWhatIsNoCommand_IsAMistake(string line, string expected) =>
        Should.Throw<UsageException>(() => Output(line)).Message.ShouldContain(expected);

    [Theory]
    [InlineData("version")]
    [InlineData("--version")]
    public void TheVersion_SaysWhichAgentIsUsed(string line) => Output(line).ShouldBe($"harness {Home.Version} (managed agent)\n");

    [Theory]
    [InlineData("./run.sh run x; './run.sh list' shows them", "harness run x; 'harness list' shows them")]
    [InlineData("./run.sh --with-nbomber run x", "./run.sh --with-nbomber run x")]
    [InlineData("cannot read ./run.sh: no", "cannot read ./run.sh: no")]
    public void ACommandInAText_IsWrittenAsItIsTyped(string text, string installed)
    {
        Home.Named(text, "harness").ShouldBe(installed);
        Home.Named(text).ShouldBe(text);
    }

    private static IEnumerable<string> Commands(Command command, string words) => command.Subcommands
        .Where(c => !c.Hidden)
        .SelectMany(c => Commands(c, $"{words} {c.Name}"))
        .Prepend(words);

    private static string Output(string line)
    {
        using var output = new StringWriter();
        CommandTree.Create().Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Invoke(new InvocationConfiguration { Output = output, EnableDefaultExceptionHandler = false })
            .ShouldBe(0);
        return output.ToString();
    }
}
