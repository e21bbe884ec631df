namespace Harness.Tests.Kernel.Program;

/// <summary>Completion in real shells: what is typed, with tabs, into one on a terminal of its own.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly TempFolder folder = new();

    public CompletionTests()
    {
        File.CreateSymbolicLink(Path.Combine(folder.Path, "harness"), HarnessProgram.Executable);
        folder.Write("mine.yaml", "");
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("bash", "bash --norc --noprofile -i", "eval \"$(harness completion bash)\"")]
    [InlineData("zsh", "zsh -f -i", "autoload -U compinit; compinit -u -d zcompdump; source <(harness completion zsh)")]
    [InlineData("fish", "fish --no-config -i", "harness completion fish | source")]
    public async Task Tab_CompletesCommands_Options_AndFiles(string shell, string command, string setUp)
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(path => File.Exists(Path.Combine(path, shell))),
            $"{shell} is not installed; './run.sh test' as root installs it");
        folder.Write("typed", $"{setUp}\nharness vers\t\nharness validate --pri\t min\t\nharness list fol\t\nexit\n");
        Directory.CreateDirectory(Path.Combine(folder.Path, "folder"));

        using var terminal = HarnessProgram.Start(
            ["-c", $"cd '{folder.Path}'; HOME=$PWD PATH=$PWD:$PATH TERM=xterm COLUMNS=200 script -qec '{command}' /dev/null <typed"],
            executable: "bash");
        var shown = (await terminal.EndAsync()).Output;

        shown.ShouldContain("agent)", customMessage: "harness version has run");
        shown.ShouldContain("mine.yaml: is empty", customMessage: "harness validate --print mine.yaml has run");
        shown.ShouldNotContain("unrecognized");
        shown.ShouldContain("there is no scenario (*.yaml) in this folder", customMessage: "harness list folder/ has run");
    }
}
