using System.Diagnostics;
using System.Net;
using Harness.Agent.Logging;
using Harness.Agent.Roles;
using Harness.Linux;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Protocol.Time;
using Harness.Scenarios.Options;

namespace Harness.Agent.Programs;

/// <summary>A client program as a role: it brings its own load, and the kernel's counters say what it opened.</summary>
internal sealed class ProgramClient(NodeContext node) : INodeRole
{
    // A hundred thousand lines would explain no more.
    private const int LoggedRuns = 10;
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(1);

    // What a command has written is in its pipe when it ends.
    private static readonly TimeSpan ReadWithin = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly Lock commands = new();
    private readonly SortedDictionary<string, long> exitCodes = new(StringComparer.Ordinal);
    private ProgramOptions options = new() { Command = [] };
    private ChildProgram? program;
    private ProgramCounters? counters;
    private long timedOut;
    private int runs;
    private int running;
    private long? leftBehind = Orphans.AreSeen ? 0 : null;

    public Task<AgentReport> Carry(AgentCommand command) =>
        command is AgentCommand.Load { Client.Program: { } asked } load ? RunAsync(asked, load) : throw NodeRoles.NotOf(this, command);

    public ConnectionTally? Tally() => Tally(isOver: false);

    public RoleReport Report()
    {
        if (program is null || counters is null)
        {
            return new();
        }

        lock (gate)
        {
            return new RoleReport
            {
                Connections = Tally(isOver: true),
                Closes = counters.Closes(node.Hop()),
                Program = new()
                {
                    Command = program.Command,
                    ExitCodes = exitCodes,
                    TimedOut = timedOut,
                    LeftBehind = leftBehind,
                    CpuSeconds = ResourceUsage.CpuSecondsOfEndedChildren(),
                    Output = $"{program.Output}",
                },
            };
        }
    }

    // A connect that has no answer yet may still get one, as long as it is not over.
    private ConnectionTally? Tally(bool isOver)
    {
        if (counters is null)
        {
            return new();
        }

        if (node.Hop() is not { } hop)
        {
            return counters.Tally(Tier.Client);
        }

        var unanswered = isOver ? hop.Attempted - hop.Opened - hop.Refused : 0;
        return new()
        {
            Opened = hop.Opened,
            Completed = hop.Client.ClosedFirst + hop.Client.ClosedLast,
            Failed = hop.Refused + unanswered,
            Errors = new (string Name, long Count)[] { ("ECONNREFUSED", hop.Refused), ("SYN_SENT", unanswered) }
                .Where(e => e.Count > 0)
                .ToDictionary(e => e.Name, e => e.Count, StringComparer.Ordinal),
        };
    }

    // As often as asked, so many at once.
    private async Task<AgentReport> RunAsync(ProgramOptions asked, AgentCommand.Load load)
    {
        options = asked;

        // Of several clients each has a server of its own, as long as there are as many.
        var share = load.Share;
        var server = IPAddress.Parse(load.ServerAddresses[share.Index % load.ServerAddresses.Count]);
        var child = new ChildProgram(asked, new Words(server, load.ServerPorts[0], node.Scratch(), share.Index, share.Weights.Count));
        child.MakeFiles();
        Orphans.Adopt();
        (program, counters) = (child, new ProgramCounters(node.Network));
        var started = MonotonicClock.Now;

        // A thread each: they block until the program has ended.
        await Task.WhenAll(Enumerable.Range(0, Math.Min(asked.Copies, asked.Times))
            .Select(_ => Task.Factory.StartNew(
                () => RunOneByOne(child, node.Stop),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));
        var ended = MonotonicClock.Now;
        return new AgentReport.LoadEnded(MonotonicClock.Seconds(ended - started), ended);
    }

    private void RunOneByOne(ChildProgram child, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && !HasEnough() && Interlocked.Increment(ref runs) <= options.Times)
        {
            var (process, written) = Start(child);
            using var owned = process;
            if (Volatile.Read(ref runs) <= LoggedRuns)
            {
                node.Log.ProgramBegins(string.Join(' ', child.Command), process.Id);
            }

            var isTimely = Wait(process, stop);
            EndOrphans(child);

            // The rest of its output, unless what it has left behind, and another copy may still need, keeps that open.
            written.Wait(ReadWithin, CancellationToken.None);
            if (!isTimely)
            {
                node.Log.ProgramIsEnded(child.Command[0], options.Timeout.TotalSeconds);
            }

            Count(process.ExitCode, isTimely || stop.IsCancellationRequested);
        }
    }

    private bool HasEnough()
    {
        lock (gate)
        {
            return options.StopsAtTimeout && timedOut > 0;
        }
    }

    private bool Wait(Process process, CancellationToken stop)
    {
        using var cancelled = stop.Register(() => ChildProgram.End(process, EndWithin));
        if (process.WaitForExit(options.Timeout))
        {
            return true;
        }

        ChildProgram.End(process, EndWithin);
        return false;
    }

    private (Process Process, Task Written) Start(ChildProgram child)
    {
        lock (commands)
        {
            var started = child.Start();
            running++;
            return started;
        }
    }

    // As long as another copy runs, nobody knows whose a process is.
    private void EndOrphans(ChildProgram child)
    {
        lock (commands)
        {
            if (--running == 0 && Orphans.End(node.Delay) is { Count: > 0 } ended)
            {
                leftBehind += ended.Count;
                node.Log.ProgramLeavesProcesses(child.Command[0], ended.Count, string.Join(", ", ended.Distinct().Order()));
            }
        }
    }

    private void Count(int exitCode, bool isTimely)
    {
        lock (gate)
        {
            exitCodes[$"{exitCode}"] = exitCodes.GetValueOrDefault($"{exitCode}") + 1;
            timedOut += isTimely ? 0 : 1;
        }
    }
}
