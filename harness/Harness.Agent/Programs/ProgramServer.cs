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

/// <summary>A server program as a role: it runs until the end of the trial.</summary>
internal sealed class ProgramServer(NodeContext node) : INodeRole
{
    private static readonly TimeSpan ListenWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ReadWithin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);

    private ChildProgram? program;
    private ProgramCounters? counters;
    private Process? process;

    public Task<AgentReport> Carry(AgentCommand command) =>
        command is AgentCommand.Listen { Server.Program: { } options } listen
            ? Task.FromResult<AgentReport>(Listen(options, listen))
            : throw NodeRoles.NotOf(this, command);

    // What it opened while it started is nobody's.
    public void Watched() => counters = new(node.Network);

    public ConnectionTally? Tally()
    {
        if (counters is null)
        {
            return new();
        }

        // On a host the counters are everybody's: there the segments say what was opened, too.
        var counted = counters.Tally(Tier.Server);
        return node.Hop() is not { } hop ? counted : counted is null && node.Network != NetworkKind.Hosts ? null : new()
        {
            Opened = counted is null ? hop.Opened : counted.Opened - hop.Others.Sum(o => o.Accepted),
            Completed = hop.Server.ClosedFirst + hop.Server.ClosedLast,
        };
    }

    public RoleReport Report()
    {
        if (program is null || counters is null || process is null)
        {
            return new();
        }

        // The counters first: what the end of the program does to its connections is the tear-down's.
        var report = new RoleReport { Connections = Tally(), Closes = counters.Closes(node.Hop()) };
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

    private AgentReport.Listening Listen(ProgramOptions options, AgentCommand.Listen listen)
    {
        // The first of the ports is the program's; without one, a port that was free a moment ago.
        var address = IPAddress.Parse(listen.Addresses[0]);
        var port = listen.Server.Ports.Count > 0 ? listen.Server.Ports[0] : FreePort(address);
        (program, counters) = (new ChildProgram(options, new Words(address, port, node.Scratch())), new ProgramCounters(node.Network));
        program.MakeFiles();
        Orphans.Adopt();
        (process, var written) = program.Start();
        node.Log.ProgramBegins(string.Join(' ', program.Command), process.Id);
        WaitUntilItListens(program, process, written, port);
        RequireItsOwn(port);
        return new([port]);
    }

    /// <exception cref="ProgramException">It ended, or did not listen in time; the message has what it wrote.</exception>
    private void WaitUntilItListens(ChildProgram child, Process running, Task written, int port)
    {
        using var dump = new SocketDump();
        var filter = SocketFilter.Listening([port]);
        var until = MonotonicClock.Now + (long)ListenWithin.TotalNanoseconds;
        while (dump.Count(filter).Listen == 0)
        {
            if (running.HasExited)
            {
                written.Wait(ReadWithin);
                throw new ProgramException(
                    $"'{child.Command[0]}' ended with exit code {running.ExitCode} before it listened on port {port}:\n{child.Output}");
            }

            if (MonotonicClock.Now > until)
            {
                ChildProgram.End(running, EndWithin);
                throw new ProgramException(
                    $"'{child.Command[0]}' did not listen on port {port} within {ListenWithin.TotalSeconds} s:\n{child.Output}");
            }

            node.Delay.Until(MonotonicClock.Now + (long)LookEvery.TotalNanoseconds);
        }
    }

    // The agent proved that the port is of this run, and gave it to the program. On a host another one may have been faster.
    private void RequireItsOwn(int port)
    {
        if (node.Network == NetworkKind.Hosts && !Listeners.AreOfThisProcess(port))
        {
            throw new ProgramException(
                $"a socket that listens on port {port} is not of '{program!.Command[0]}' or what it has started: no load goes there");
        }
    }

    private static int FreePort(IPAddress address)
    {
        using var listener = new System.Net.Sockets.TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
