using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Harness.Controller.Launching;

/// <summary>Runs a short command of the system to its end.</summary>
internal static class Tool
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>What a command came to.</summary>
    /// <param name="ExitCode">0 is success; 127 when there is no such program.</param>
    /// <param name="Output">What it wrote to stdout.</param>
    /// <param name="Error">What it wrote to stderr, or why it could not be started.</param>
    public sealed record Result(int ExitCode, string Output, string Error);

    public static Task<Result> RunAsync(IReadOnlyList<string> command, string input, CancellationToken cancellationToken) =>
        RunAsync(command, Encoding.UTF8.GetBytes(input), Deadline, cancellationToken);

    /// <summary>The same, with any bytes on its stdin.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="within">How long it may take.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Result> RunAsync(
        IReadOnlyList<string> command, byte[] input, TimeSpan within, CancellationToken cancellationToken)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(command[0], command.Skip(1))
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            return new Result(127, "", $"{command[0]}: {e.Message}");
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(within);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await FeedAsync(process, input, deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return new Result(process.ExitCode, (await output).Trim(), (await error).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            cancellationToken.ThrowIfCancellationRequested();
            return new Result(-1, "", $"{command[0]}: did not end within {within.TotalSeconds} s");
        }
    }

    private static async Task FeedAsync(Process process, byte[] input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading: what it wrote and its exit code say why.
        }
    }
}
