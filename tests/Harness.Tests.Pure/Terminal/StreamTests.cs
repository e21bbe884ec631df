using Harness.Cli.Terminal;

namespace Harness.Tests.Pure.Terminal;

/// <summary>What reaches stdout and stderr, and what does not.</summary>
public sealed class StreamTests
{
    private const int DiskFull = 28;
    private const int NoTerminal = 5;

    [Theory]
    [InlineData("::error file=a::forged", ":\\:error file=a::forged")]
    [InlineData("said:\n  ::add-mask::x\n", "said:\n  :\\:add-mask::x\n")]
    [InlineData("a ##[error]x", "a ##\\[error]x")]
    [InlineData("[::1]:8080 a::b", "[::1]:8080 a::b")]
    public void InAJobOfGitHub_NothingIsACommandToItsRunner(string text, string shown)
    {
        Written(text, isGitHub: true).ShouldBe(shown);
        Written(text, isGitHub: false).ShouldBe(text);
    }

    [Fact]
    public void ALineThatIsWrittenInPieces_ShowsItsControlCharacters()
    {
        var output = new StringWriter();
        var visible = new VisibleWriter(output, isGitHub: false);

        visible.Write('\e');
        visible.Write("[2J".ToCharArray());
        visible.Write($"{(char)0x9b}{(char)0x202e}\t\n");

        output.ToString().ShouldBe("\\x1b[2J\\u009b\\u202e\t\n");
    }

    [Fact]
    public void ATerminalThatIsGone_IsForgiven_AFullDiskIsRemembered()
    {
        var gone = new ForgivingWriter(new Refusing(new IOException("gone", NoTerminal)));
        var closed = new ForgivingWriter(new Refusing(new UnauthorizedAccessException()));
        var full = new ForgivingWriter(new Refusing(new IOException("full", DiskFull)));
        foreach (var writer in new[] { gone, closed, full })
        {
            writer.WriteLine("text");
        }

        (gone.Lost, closed.Lost, full.Lost).ShouldBe((null, null, "full"));
    }

    private static string Written(string text, bool isGitHub)
    {
        var output = new StringWriter();
        new VisibleWriter(output, isGitHub).Write(text);
        return output.ToString();
    }

    private sealed class Refusing(Exception failure) : StringWriter
    {
        public override void Write(string? value) => throw failure;
    }
}
