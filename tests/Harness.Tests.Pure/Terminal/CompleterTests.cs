using Harness.Cli;
using Harness.Cli.Commands;
using Harness.Cli.Completion;

namespace Harness.Tests.Pure.Terminal;

/// <summary>What may stand at a place of a command line.</summary>
public sealed class CompleterTests
{
    [Theory]
    [InlineData("ru", "run")]
    [InlineData("co", "compare completion")]
    [InlineData("probe ", "client server")]
    [InlineData("probe s", "server")]
    [InlineData("run x.yaml --qu", "--quiet")]
    [InlineData("run --quiet --o", "--out")]
    [InlineData("check --ba", "--baseline")]
    [InlineData("run --out ", ":folders")]
    [InlineData("run --out=", ":folders")]
    [InlineData("check x --junit r", ":files")]
    [InlineData("report --plo", "")]
    [InlineData("report ", ":folders")]
    [InlineData("run --set ", "")]
    [InlineData("run --set a=b x", ":files")]
    [InlineData("compare a b ", ":files")]
    [InlineData("doctor ", "")]
    [InlineData("completion ", "bash fish zsh")]
    [InlineData("completion z", "zsh")]
    [InlineData("help va", "validate")]
    [InlineData("help probe ", "client server")]
    [InlineData("list --vers", "")]
    [InlineData("--vers", "--version")]
    [InlineData("probe client -- curl -", ":files")]
    [InlineData("nonsense --o", "")]
    public void ALine_IsCompletedBy(string line, string expected) => Words(line)
        .ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);

    [Fact]
    public void AtTheBeginning_StandsEachCommand_AndNoneThatIsHidden()
    {
        var words = Words("").ToList();

        words.ShouldContain("run");
        words.ShouldContain("version");
        words.ShouldNotContain("agent");
        words.ShouldNotContain("complete");
        words.ShouldNotContain("manual");
    }

    [Fact]
    public void EachOptionOfACommand_IsCompleted_WithWhatItDoes()
    {
        foreach (var command in CommandTree.Create().Subcommands.Where(c => !c.Hidden))
        {
            var lines = Complete($"{command.Name} -").ToList();
            foreach (var option in command.Options.Where(o => !o.Hidden))
            {
                lines.ShouldContain(line => line.StartsWith($"{option.Name}\t{option.Description!.Split(';')[0]}"), command.Name);
            }
        }
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void AScript_KnowsEveryLineThatIsNoWord(string shell)
    {
        var script = CompletionCommand.ScriptFor(shell);

        script.ShouldContain(Completer.Files);
        script.ShouldContain(Completer.Folders);
    }

    private static IEnumerable<string> Words(string line) => Complete(line).Select(found => found.Split('\t')[0]);

    private static IEnumerable<string> Complete(string line) => Completer.Complete(CommandTree.Create(), line.Split(' '));
}
