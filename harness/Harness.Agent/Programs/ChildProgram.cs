using System.ComponentModel;
using System.Diagnostics;
using Harness.Linux;
using Harness.Scenarios.Options;

namespace Harness.Agent.Programs;

/// <summary>A program run by an agent: inside its namespaces, measured by its sampler, ended with it.</summary>
internal sealed class ChildProgram
{
    // Where servers are on machines whose ordinary users have no sbin on their PATH.
    private const string MorePlaces = ":/usr/local/sbin:/usr/sbin:/sbin";

    // A scheduler may start an agent without a PATH.
    private static readonly string SearchPath =
        (Environment.GetEnvironmentVariable("PATH") is { Length: > 0 } path ? path : "/usr/local/bin:/usr/bin:/bin") + MorePlaces;

    private static readonly TimeSpan KilledWithin = TimeSpan.FromSeconds(30);

    private readonly ProgramOptions options;
    private readonly Words words;

    public ChildProgram(ProgramOptions options, Words words)
    {
        this.options = options;
        this.words = words;
        Command = [.. options.Command.Select(words.FillIn)];
    }

    /// <summary>Whether there is such a program, on the PATH or by its path.</summary>
    public static bool IsThere(string program) => File.Exists(Find(program));

    /// <summary>The program and its arguments, the words filled in.</summary>
    public IReadOnlyList<string> Command { get; }

    /// <summary>What it has written so far, its end when it is much.</summary>
    public LastOutput Output { get; } = new();

    /// <summary>Makes its files.</summary>
    public void MakeFiles()
    {
        foreach (var (name, text) in options.Files)
        {
            File.WriteAllText(Path.Combine(words.Folder, name), words.FillIn(text));
        }
    }

    /// <summary>Starts the program and collects what it writes.</summary>
    /// <returns>The process, and what ends when its output has.</returns>
    /// <exception cref="ProgramException">There is no such program, or it cannot be run.</exception>
    public (Process Process, Task Written) Start()
    {
        var start = new ProcessStartInfo(Find(Command[0]), Command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PATH"] = SearchPath },
        };
        start.Environment.Remove("DOTNET_EnableDiagnostics");
        var process = new Process { StartInfo = start };
        try
        {
            PipeSignal.AsByDefault(() => process.Start());
        }
        catch (Win32Exception e)
        {
            process.Dispose();
            throw new ProgramException($"cannot run '{Command[0]}': {e.Message}");
        }

        process.StandardInput.Close();
        var written = Task.WhenAll(
            Output.TakeAsync(process.StandardOutput.BaseStream), Output.TakeAsync(process.StandardError.BaseStream));
        return (process, written);
    }

    // The runtime would look for it on the PATH of this process alone. One that is nowhere stays as it is written.
    private static string Find(string program) => program.Contains('/') ? program : SearchPath.Split(':')
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists, program);

    /// <summary>Ends a program that runs on: SIGTERM, then SIGKILL.</summary>
    public static void End(Process process, TimeSpan within)
    {
        Terminate.Process(process.Id);
        if (!process.WaitForExit(within))
        {
            process.Kill();
            process.WaitForExit(KilledWithin);
        }
    }
}
