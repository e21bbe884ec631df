using System.Diagnostics;

namespace Harness.Tests.Kernel.Program;

/// <summary>The built program, started as a user starts it.</summary>
internal sealed class HarnessProgram : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly Process process;
    private readonly OutputReader output;
    private readonly OutputReader error;

    private HarnessProgram(Process process)
    {
        this.process = process;
        output = new OutputReader(process.StandardOutput);
        error = new OutputReader(process.StandardError);
    }

    /// <summary>The program that run.sh has built, which starts faster, or the one of the same build as the tests.</summary>
    public static string Executable { get; } = Environment.GetEnvironmentVariable("HARNESS_TEST_PROGRAM") ?? OfThisBuild;

    public int Pid => process.Id;

    // Not the copy beside the tests, which lacks what ASP.NET Core's shared framework brings them.
    private static string OfThisBuild =>
        Repository.PathOf(["harness", "Harness.Cli", "bin", .. AppContext.BaseDirectory.TrimEnd('/').Split('/')[^2..], "harness"]);

    public static string Scenario(string name) => Repository.PathOf("scenarios", $"{name}.yaml");

    /// <summary>Starts it; <paramref name="prefix"/> is a command that runs it, such as setpriv.</summary>
    public static HarnessProgram Start(IReadOnlyList<string> arguments, IReadOnlyList<string>? prefix = null, string? executable = null)
    {
        // A script that runs the tests in the background ignores SIGINT, and what it starts inherits that: not what a user's terminal does.
        string[] command = ["env", "--default-signal", .. prefix ?? [], executable ?? Executable, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment.Remove("HARNESS_HOME");
        return new HarnessProgram(Process.Start(start)!);
    }

    public static async Task<Ended> RunAsync(params string[] arguments)
    {
        using var program = Start(arguments);
        return await program.EndAsync();
    }

    /// <summary>Waits for its end, which must come within a deadline that no working run needs.</summary>
    public Task<Ended> EndAsync() => EndAsync(Deadline);

    /// <summary>As <see cref="EndAsync()"/>, for what takes minutes.</summary>
    public async Task<Ended> EndAsync(TimeSpan deadline)
    {
        await ExitAsync(deadline);
        // Its output ends when the last process has ended that inherited it.
        var texts = await Task.WhenAll(output.ToEndAsync(), error.ToEndAsync()).WaitAsync(deadline, TestContext.Current.CancellationToken);
        return new Ended(process.ExitCode, texts[0], texts[1]);
    }

    /// <summary>Waits for the end of this process alone, whatever became of those that it started.</summary>
    public Task ExitAsync() => ExitAsync(Deadline);

    public Task OutputSaysAsync(string text) => output.SaysAsync(text).WaitAsync(Deadline, TestContext.Current.CancellationToken);

    public Task ErrorSaysAsync(string text) => error.SaysAsync(text).WaitAsync(Deadline, TestContext.Current.CancellationToken);

    /// <summary>Sends it a signal by its name without SIG.</summary>
    public void Signal(string signal) => Signal(Pid, signal);

    /// <summary>Sends one to the harness that it runs, as a terminal's Ctrl-C would.</summary>
    public void SignalChild(string signal) => Signal(ProcessTree.ProgramBelow(Pid), signal);

    public static void Signal(int pid, string signal)
    {
        // It may have ended by itself; whoever must know looks at its exit code.
        var start = new ProcessStartInfo("kill", [$"-{signal}", "--", $"{pid}"]) { RedirectStandardError = true, UseShellExecute = false };
        using var kill = Process.Start(start)!;
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private Task ExitAsync(TimeSpan deadline) =>
        process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(deadline, TestContext.Current.CancellationToken);

    internal sealed record Ended(int ExitCode, string Output, string Error)
    {
        public Ended ShouldExitWith(int code)
        {
            ExitCode.ShouldBe(code, $"stdout:\n{Output}\nstderr:\n{Error}");
            return this;
        }
    }
}
