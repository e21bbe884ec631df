using System.Diagnostics;
using Harness.Linux;
using Harness.Protocol.Contracts;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Agent.Programs;

/// <summary>A server program as a role: it runs until the end of the trial.</summary>
internal sealed class ProgramServer : IRole
{
    private static readonly TimeSpan ListenWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);

    private readonly ChildProgram program;
    private readonly ProgramCounters counters;
    private readonly Process process;

    private ProgramServer(ChildProgram program, ProgramCounters counters, Process process) => (this.program, this.counters, this.process) = (program, counters, process);

    /// <summary>Starts the program and waits until it listens on <paramref name="port"/>.</summary>
    /// <exception cref="ProgramException">It ended, or did not listen in time; the message has what it wrote.</exception>
    public static ProgramServer Start(ChildProgram program, int port, ProgramCounters counters, IPreciseDelay delay)
    {
        program.MakeFiles();
        var child = program.Start();
        using var dump = new SocketDump();
        var filter = new SocketFilter(Side.Server, [port]);
        var started = Stopwatch.GetTimestamp();
        while (dump.Count(filter).Listen == 0)
        {
            if (child.HasExited)
            {
                child.WaitForExit();
                throw new ProgramException($"'{program.Command[0]}' ended with exit code {child.ExitCode} before it listened on port {port}:\n{program.Output}");
            }

            if (Stopwatch.GetElapsedTime(started) > ListenWithin)
            {
                ChildProgram.End(child, EndWithin);
                throw new ProgramException($"'{program.Command[0]}' did not listen on port {port} within {ListenWithin.TotalSeconds} s:\n{program.Output}");
            }

            delay.Until(Stopwatch.GetTimestamp() + (long)LookEvery.TotalNanoseconds);
        }

        return new ProgramServer(program, counters, child);
    }

    public ConnectionTally Tally()
    {
        var opened = counters.Opened(Side.Server);
        return new() { Opened = opened, Completed = Math.Max(0, opened - counters.Resets()) };
    }

    public RoleReport Report()
    {
        // The counters first: what the end of the program does to its connections is the tear-down's.
        var report = new RoleReport { Connections = Tally(), Closes = new() { Reset = counters.Resets() } };
        var ownExit = process.HasExited ? new SortedDictionary<string, long>(StringComparer.Ordinal) { [$"{process.ExitCode}"] = 1 } : [];
        ChildProgram.End(process, EndWithin);
        return report with
        {
            Program = new()
            {
                Command = program.Command,
                ExitCodes = ownExit,
                CpuSeconds = ResourceUsage.CpuSecondsOfEndedChildren(),
                Output = $"{program.Output}",
            },
        };
    }
}
