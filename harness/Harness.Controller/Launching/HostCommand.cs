using Harness.Scenarios.Hosts;

namespace Harness.Controller.Launching;

/// <summary>What starts a program on a host, with its stdin and stdout as those of the command here.</summary>
internal static class HostCommand
{
    // An agent's runtime leaves no diagnostic pipes behind, and maps each method once: see AgentProcess.
    private static readonly string[] Settings = ["DOTNET_EnableDiagnostics=0", "DOTNET_EnableWriteXorExecute=0"];

    /// <summary>The command and its arguments.</summary>
    /// <param name="launch">How.</param>
    /// <param name="host">Where.</param>
    /// <param name="program">An absolute path, and arguments.</param>
    public static IReadOnlyList<string> Of(LaunchOptions launch, HostOptions host, IReadOnlyList<string> program) => launch switch
    {
        // A lost host must be noticed, which TCP alone does not do. Nothing may be asked: nobody would answer.
        LaunchOptions.Ssh =>
        [
            "ssh", "-T", "-e", "none",
            "-o", "BatchMode=yes", "-o", "ConnectTimeout=5", "-o", "ServerAliveInterval=2", "-o", "ServerAliveCountMax=3",
            "--", host.Name, $"exec env {string.Join(' ', Settings)} {ForAShell(program)}",
        ],

        // Without --export the environment of this process, with every secret in it, would go to each host.
        LaunchOptions.Slurm =>
        [
            "srun", "--quiet", "--immediate=10", $"--export={string.Join(',', Settings)}", "--chdir=/", $"--nodelist={host.Name}",
            "--nodes=1", "--ntasks=1", .. program,
        ],
        LaunchOptions.Template template =>
        [
            .. template.Words.Select(w => w.Replace("{host}", host.Name, StringComparison.Ordinal)),
            .. Path.GetFileName(template.Words[0]) == "ssh" ? [ForAShell(program)] : program,
        ],
        _ => throw new NotSupportedException($"{launch}"),
    };

    // ssh joins the words, and a shell on the host takes them apart.
    private static string ForAShell(IReadOnlyList<string> program) => string.Join(' ', program.Select(Quoted));

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
