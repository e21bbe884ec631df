using System.Diagnostics;

namespace Harness.Benchmarks;

/// <summary>Hosts of this machine, with sshd and Slurm, made by <c>tests/testbed/hosts.sh</c>; all of it ends with this object.</summary>
internal sealed class HostBed : IDisposable
{
    private const string Script = "tests/testbed/hosts.sh";

    // It ends by itself, too, should this process be killed.
    private const string EndsAfterSeconds = "3600";

    // Two benchmarks on one machine have beds of their own.
    private readonly string name = $"b{Environment.ProcessId}";

    /// <param name="hosts">How many, besides the controller.</param>
    /// <exception cref="InvalidOperationException">It cannot be made here.</exception>
    internal HostBed(int hosts)
    {
        // Shell files in the user's home folder would take longer than the agents' start.
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        Do("up", $"{hosts}", "--slurm", "--private", home, "--for", EndsAfterSeconds);
    }

    /// <summary>What a host is called.</summary>
    /// <param name="host">1 for the first; 0 is the controller.</param>
    internal string this[int host] => $"{name}-{host}";

    /// <summary>A command that runs on the controller, as a process of the caller's.</summary>
    internal ProcessStartInfo OnController(params string[] command)
    {
        var start = new ProcessStartInfo(Script, ["exec", this[0], .. command])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["TESTBED_NAME"] = name;
        return start;
    }

    public void Dispose() => Do("down");

    private void Do(params string[] words)
    {
        var start = new ProcessStartInfo(Script, words) { UseShellExecute = false };
        start.Environment["TESTBED_NAME"] = name;
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Script} {string.Join(' ', words)} ended with {process.ExitCode}");
        }
    }
}
