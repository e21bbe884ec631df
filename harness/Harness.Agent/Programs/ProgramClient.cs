using System.Diagnostics;
using Harness.Linux;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Agent.Programs;

/// <summary>A client program as a role: it brings its own load, and the kernel's counters say what it opened.</summary>
internal sealed class ProgramClient(ProgramOptions options, ChildProgram program, ProgramCounters counters) : IRole
{
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly SortedDictionary<string, long> exitCodes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> errors = new(StringComparer.Ordinal);
    private int runs;

    /// <summary>Runs the program as often as asked, so many at once.</summary>
    /// <returns>Seconds from the first start to the last end.</returns>
    public async Task<double> RunAsync(CancellationToken stop)
    {
        program.MakeFiles();
        var started = Stopwatch.GetTimestamp();
        // A thread each: they block until the program has ended.
        await Task.WhenAll(Enumerable.Range(0, Math.Min(options.Copies, options.Times))
            .Select(_ => Task.Factory.StartNew(() => RunOneByOne(stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public ConnectionTally Tally()
    {
        var opened = counters.Opened(Side.Client);
        lock (gate)
        {
            return new ConnectionTally
            {
                Opened = opened,
                Completed = Math.Max(0, opened - counters.Resets()),
                Failed = errors.Values.Sum(),
                Errors = new Dictionary<string, long>(errors, StringComparer.Ordinal),
            };
        }
    }

    public RoleReport Report()
    {
        lock (gate)
        {
            return new RoleReport
            {
                Connections = Tally(),
                Closes = new() { Reset = counters.Resets() },
                Program = new()
                {
                    Command = program.Command,
                    ExitCodes = exitCodes,
                    CpuSeconds = ResourceUsage.CpuSecondsOfEndedChildren(),
                    Output = $"{program.Output}",
                },
            };
        }
    }

    private void RunOneByOne(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && Interlocked.Increment(ref runs) <= options.Times)
        {
            using var process = program.Start();
            var isTimely = Wait(process, stop);
            Count(process.ExitCode, isTimely || stop.IsCancellationRequested);
        }
    }

    private bool Wait(Process process, CancellationToken stop)
    {
        using var cancelled = stop.Register(() => ChildProgram.End(process, EndWithin));
        if (process.WaitForExit(options.Timeout))
        {
            // Without a time it also waits for the end of the output.
            process.WaitForExit();
            return true;
        }

        ChildProgram.End(process, EndWithin);
        return false;
    }

    private void Count(int exitCode, bool isTimely)
    {
        lock (gate)
        {
            exitCodes[$"{exitCode}"] = exitCodes.GetValueOrDefault($"{exitCode}") + 1;
            if (exitCode != 0 || !isTimely)
            {
                var name = !isTimely ? "TIMEOUT" : exitCode > 128 ? $"KILLED_{exitCode - 128}" : $"EXIT_{exitCode}";
                errors[name] = errors.GetValueOrDefault(name) + 1;
            }
        }
    }
}
