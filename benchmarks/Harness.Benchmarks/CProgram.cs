using System.Diagnostics;

namespace Harness.Benchmarks;

/// <summary>A program of <c>benchmarks/c</c>, compiled into a folder that goes when this is disposed.</summary>
internal sealed class CProgram : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("harness-benchmark");

    internal CProgram(string name)
    {
        Binary = Path.Combine(folder.FullName, name);
        try
        {
            Output("gcc", ["-O2", "-Wall", "-o", Binary, Path.Combine(AppContext.BaseDirectory, "c", name + ".c")]);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where it is until this is disposed.</summary>
    internal string Binary { get; }

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Runs it and returns the numbers that it printed.</summary>
    internal List<double> Run(params string[] arguments) =>
        [.. Output(Binary, arguments).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(double.Parse)];

    private static string Output(string file, string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{file} ended with {process.ExitCode}");
    }
}
