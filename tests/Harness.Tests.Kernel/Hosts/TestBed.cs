using System.Diagnostics;
using Harness.Tests.Kernel.Program;

namespace Harness.Tests.Kernel.Hosts;

/// <summary>Hosts on this machine, in namespaces, with sshd and Slurm, and a controller beside them: tests/testbed/hosts.sh.</summary>
public sealed class TestBed : IAsyncLifetime
{
    public const int Hosts = 5;

    private static readonly string Script = Repository.PathOf("tests", "testbed", "hosts.sh");

    private static int beds;

    // Two runs of the tests on one machine, and two classes of one, have beds of their own.
    private readonly string name = $"h{Environment.ProcessId}x{Interlocked.Increment(ref beds)}";
    private readonly TempFolder folder = new();
    private bool isUp;

    /// <summary>A copy of the native agent that nobody else starts: its processes are this bed's.</summary>
    public string Agent => Path.Combine(folder.Path, "harness-agent");

    public string this[int host] => $"{name}-{host}";

    public async ValueTask InitializeAsync()
    {
        var native = Path.Combine(Path.GetDirectoryName(HarnessProgram.Executable)!, "harness-agent");
        string[] needed = [native, "/usr/sbin/sshd", "/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/sbin/munged"];
        if (!Environment.IsPrivilegedProcess || !needed.All(File.Exists))
        {
            return;
        }

        File.Copy(native, Agent);
        await DoAsync("up", $"{Hosts}", "--slurm", "--for", "1200");
        isUp = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (isUp)
        {
            await DoAsync("down");
        }

        folder.Dispose();
    }

    public void Require() => Assert.SkipUnless(
        isUp,
        "needs root, the native agent, and the packages openssh-server, slurmctld, slurmd, slurm-client and munge: "
        + "./run.sh test makes the one and installs the others");

    /// <summary>An inventory of two servers and three clients, with the agent of this bed.</summary>
    public string Inventory(string launch, string? program = null) => Write(
        $$"""
        launch: {{launch}}
        program: {{program ?? Agent}}
        server: [{{this[1]}}, {{this[2]}}]
        client: [{{this[3]}}, {{this[4]}}, {{this[5]}}]
        """);

    public string Write(string inventory)
    {
        var path = Path.Combine(folder.Path, $"{Guid.NewGuid():N}.yaml");
        File.WriteAllText(path, inventory);
        return path;
    }

    /// <summary>Starts the program on the controller.</summary>
    internal HarnessProgram Start(params string[] arguments) => HarnessProgram.Start(arguments, [.. Prefix, "exec", this[0]]);

    internal async Task<HarnessProgram.Ended> RunAsync(params string[] arguments)
    {
        using var program = Start(arguments);
        return await program.EndAsync();
    }

    /// <summary>Starts any command on a host.</summary>
    internal HarnessProgram On(int host, params string[] command) =>
        HarnessProgram.Start(command[1..], [.. Prefix, "exec", this[host]], command[0]);

    /// <summary>Does something with the bed: <c>cut</c>, <c>mend</c>, <c>kill</c> or <c>boot</c> and a host.</summary>
    public async Task DoAsync(params string[] words)
    {
        string[] command = [.. Prefix, .. words];
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var said = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await said);
    }

    /// <summary>Mends or boots what was broken, and waits until the whole bed can be used again.</summary>
    public async Task RestoreAsync(string how, int host)
    {
        const int attempts = 20;
        await DoAsync(how, this[host]);

        // sshd is there at once; Slurm takes a host that was away for down until its slurmd has registered again.
        foreach (var inventory in new[] { Inventory("ssh"), Inventory("slurm") })
        {
            for (var i = 0; (await RunAsync("doctor", "--hosts", inventory)) is { ExitCode: not 0 } said; i++)
            {
                i.ShouldBeLessThan(attempts, said.Output);
            }
        }
    }

    /// <summary>The agents of this bed that run now.</summary>
    public int[] Agents() => Processes(Agent);

    /// <summary>The processes of a program that run now, on whichever host.</summary>
    public static int[] Processes(string program) => [.. Directory.GetDirectories("/proc")
        .Select(d => (Pid: Path.GetFileName(d), Program: ProgramOf(d)))
        .Where(p => p.Program == program)
        .Select(p => int.Parse(p.Pid))];

    /// <summary>A copy of a program that nobody else starts.</summary>
    public string CopyOf(string program)
    {
        var copy = Path.Combine(folder.Path, $"{Guid.NewGuid():N}-{Path.GetFileName(program)}");
        File.Copy(program, copy);
        return copy;
    }

    public Task AgentsShouldEndAsync(int within) =>
        Eventually.ShouldBeTrueAsync(() => Agents().Length == 0, $"no agent is left after {within} s", TimeSpan.FromSeconds(within));

    private string[] Prefix => ["env", $"TESTBED_NAME={name}", Script];

    private static string? ProgramOf(string process)
    {
        try
        {
            return File.ResolveLinkTarget(Path.Combine(process, "exe"), returnFinalTarget: false)?.FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
