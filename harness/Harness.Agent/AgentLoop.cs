using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;
using Harness.Agent.Hosts;
using Harness.Agent.Logging;
using Harness.Agent.Programs;
using Harness.Clients.Engines;
using Harness.Linux;
using Harness.Protocol.Messages;
using Harness.Protocol.Time;
using Harness.Servers;

namespace Harness.Agent;

/// <summary>
/// An agent. It reads the controller's requests from stdin, has its node carry them out one after the other, and answers on
/// stdout. It opens no port of its own, and ends at once when its stdin does, so that a killed controller leaves nothing behind.
/// </summary>
public sealed class AgentLoop : IDisposable
{
    // As a shell says it of a process that SIGTERM has ended.
    private const int Terminated = 143;

    private readonly MessageWriter messages;
    private readonly AgentNode node;
    private readonly ToldLog log;
    private readonly BlockingCollection<AgentRequest> requests = [];
    private readonly DeadMan deadMan = new();

    private AgentLoop(MessageWriter messages, AgentNode node) =>
        (this.messages, this.node, log) = (messages, node, new ToldLog(messages.Tell));

    /// <summary>Runs an agent until its stdin ends.</summary>
    /// <param name="version">The program's version, for the hello.</param>
    /// <param name="build">Which program this is.</param>
    /// <param name="engines">The load engines that this program was built with, besides its own.</param>
    /// <param name="arguments">What the command line says: see <see cref="AgentArguments"/>.</param>
    public static void Run(string version, AgentBuild build, IReadOnlyList<ILoadEngine> engines, IReadOnlyList<string> arguments)
    {

        // Ignore signals sent to the whole process group: the controller still needs our figures and stops us by closing stdin.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);
        using var output = Console.OpenStandardOutput();
        StandardOutput.DivertToStandardError();
        var isOnHost = arguments.Contains(AgentArguments.OnHost, StringComparer.Ordinal);
        var writer = new MessageWriter(output);
        using var agent = new AgentLoop(writer, new AgentNode(engines, writer.Tell, () => writer.LeftOut, isOnHost));

        // A scheduler that takes its host back says so with this; on the controller's own machine it is for the controller.
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            if (isOnHost)
            {
                agent.node.Clear();
                Environment.Exit(Terminated);
            }
        });
        if (isOnHost)
        {
            agent.deadMan.Arm();
        }

        using var input = new StreamReader(Console.OpenStandardInput());
        agent.Serve(input, new AgentReport.Hello(ProtocolVersion.Current, version, build, MonotonicClock.Name));
        agent.node.Clear();

        // Sockets and threads of the role die with the process; waiting for them would keep the namespace alive.
        Environment.Exit(0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        node.Dispose();
        requests.Dispose();
    }

    private void Serve(TextReader input, AgentReport.Hello hello)
    {
        messages.Tell(hello);
        new Thread(CarryAll) { Name = "node", IsBackground = true }.Start();
        while (input.ReadLine() is { } line)
        {
            deadMan.Heard();

            // A line that is no request has no id to answer: the controller hears of it all the same.
            try
            {
                Take(ProtocolJson.ReadRequest(line));
            }
            catch (JsonException e)
            {
                messages.Tell(new AgentReport.Refused(RefusalKind.Fault, $"a request cannot be read: {e.Message}"));
            }
        }
    }

    private void Take(AgentRequest request)
    {
        messages.Node = request.Node;
        if (request.Command is AgentCommand.Ping)
        {
            // At once: an answer that waits for another command would tell the wrong time.
            messages.Answer(request.Id, new AgentReport.Pong(MonotonicClock.Now));
            return;
        }

        requests.Add(request);
    }

    // Commands are carried out here, one after the other. What takes long goes on beside this thread, and the thread that reads
    // notices the end of stdin.
    private void CarryAll()
    {
        foreach (var request in requests.GetConsumingEnumerable())
        {
            _ = AnswerAsync(request);
        }
    }

    private async Task AnswerAsync(AgentRequest request)
    {
        try
        {
            if (request.Command is AgentCommand.Census)
            {
                foreach (var part in node.Census())
                {
                    messages.Answer(request.Id, part);
                }

                return;
            }

            messages.Answer(request.Id, await node.Carry(request.Command));
        }
        catch (Exception e)
        {
            // Whatever it was, the controller must hear of it instead of waiting.
            log.CommandFails(request.Command.GetType().Name, e.ToString());
            messages.Answer(request.Id, RefusalOf(e));
        }
    }

    private static AgentReport.Refused RefusalOf(Exception e) =>
        e is SysctlException or TestServerException or ProgramException or LoadEngineException or LinuxException
            or HostException
            ? new AgentReport.Refused(RefusalKind.Machine, e.Message)
            : new AgentReport.Refused(RefusalKind.Fault, e.ToString());
}
