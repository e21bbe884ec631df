using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using Harness.Agent.Link;
using Harness.Agent.Programs;
using Harness.Clients;
using Harness.Clients.Engines;
using Harness.Linux;
using Harness.Linux.Tcp;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;
using Harness.Servers;

namespace Harness.Agent;

/// <summary>
/// One side of a run: carries out the controller's commands from stdin and reports on stdout. It stands in the network namespace it was started in,
/// opens no port of its own, and ends at once when its stdin does, so that a killed controller leaves nothing behind.
/// </summary>
public sealed class AgentLoop : IDisposable
{
    private const int CensusPartSize = 2000;
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(1);

    private readonly ReportWriter reports;
    private readonly string version;
    private readonly EngineChoice engines;
    private readonly PreciseDelay delay = new();
    // Half of the processors are for the other side.
    private readonly TcpSockets sockets = new(threads: Math.Max(1, Environment.ProcessorCount / 2));
    private readonly CancellationTokenSource stop = new();

    private AgentCommand.Prepare side = null!;
    private CounterMeaning meaning;
    private IRole? role;
    private int descriptors;
    private Sampler? sampler;
    private Task load = Task.CompletedTask;

    private AgentLoop(ReportWriter reports, string version, EngineChoice engines) =>
        (this.reports, this.version, this.engines) = (reports, version, engines);

    /// <summary>Runs an agent until its stdin ends.</summary>
    /// <param name="version">The program's version, for the hello.</param>
    /// <param name="engines">The load engines that this program was built with, besides its own.</param>
    public static void Run(string version, IReadOnlyList<ILoadEngine> engines)
    {
        // Whoever ends a whole group of processes (a service manager, a CI job) reaches the agents too; the controller still wants their figures, and ends them.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
        using var output = Console.OpenStandardOutput();
        StandardOutput.DivertToStandardError();
        using var agent = new AgentLoop(new ReportWriter(output), version, new EngineChoice(engines));
        using var input = new StreamReader(Console.OpenStandardInput());
        agent.Serve(input);
        agent.engines.RemoveFolder();

        // Sockets and threads of the role die with the process; waiting for them would keep the namespace alive.
        Environment.Exit(0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        sampler?.Dispose();
        stop.Dispose();
        delay.Dispose();
    }

    private void Serve(TextReader input)
    {
        reports.Write(new AgentReport.Hello(ProtocolVersion.Current, version));
        while (input.ReadLine() is { } line)
        {
            try
            {
                Carry(JsonSerializer.Deserialize(line, ProtocolJson.OneLine.AgentCommand) ?? throw new JsonException("a command is null"));
            }
            catch (Exception e)
            {
                Refuse(e);
            }
        }
    }

    private void Carry(AgentCommand command)
    {
        switch (command)
        {
            case AgentCommand.Prepare prepare:
                Prepare(prepare);
                break;
            case AgentCommand.Listen listen:
                Listen(listen.Server, [.. listen.Addresses.Select(IPAddress.Parse)]);
                break;
            case AgentCommand.Watch watch:
                Watch(watch);
                break;
            case AgentCommand.Load what:
                StartLoad(what);
                break;
            case AgentCommand.StopServer:
                ((ServerRole)role!).StopListening();
                reports.Write(new AgentReport.ServerStopped());
                break;
            case AgentCommand.StartServer start:
                _ = Reporting(() => Task.FromResult<AgentReport>(((ServerRole)role!).ListenAgain(start, delay, stop.Token)));
                break;
            case AgentCommand.Set set:
                Set(set.Sysctls);
                reports.Write(new AgentReport.SettingsMade());
                break;
            case AgentCommand.Census:
                TakeCensus();
                break;
            case AgentCommand.Relay relay:
                role = RelayRole.Start(relay);
                reports.Write(new AgentReport.Relaying());
                break;
            case AgentCommand.Capture:
                // The answer comes first: what is captured from then on follows it.
                reports.Write(new AgentReport.Capturing());
                ((RelayRole)role!).Capture(piece => reports.Write(new AgentReport.Captured(piece)), delay);
                break;
            case AgentCommand.Finish:
                Finish();
                break;
        }
    }

    private void Prepare(AgentCommand.Prepare prepare)
    {
        side = prepare;
        Set(prepare.Sysctls);

        if (prepare.PlainInterface is { } plain)
        {
            Offloads.TurnOff(plain);
        }

        meaning = TimeWaitCounting.Find();
        Rehearsal.RunAsync(sockets, delay).GetAwaiter().GetResult();
        reports.Write(new AgentReport.Prepared(SideFacts.Read(prepare.Address, DescriptorLimit.Raise(), meaning)));
    }

    private static void Set(IReadOnlyDictionary<string, string> sysctls)
    {
        foreach (var (name, value) in sysctls)
        {
            Sysctl.Set(name, value);
        }
    }

    private void Listen(ServerOptions options, IReadOnlyList<IPAddress> addresses)
    {
        if (options.Program is { } program)
        {
            // The first of the ports is the program's; without one, a port that was free a moment ago.
            var port = options.Ports.Count > 0 ? options.Ports[0] : FreePort(addresses[0]);
            role = ProgramServer.Start(new ChildProgram(program, new Words(addresses[0], port, Scratch())), port, new ProgramCounters(), delay);
            reports.Write(new AgentReport.Listening([port]));
            return;
        }

        var server = TestServer.Start(options, addresses, sockets, delay);
        if (side.Network.IsShared())
        {
            Leftovers.Refuse(server.Ports);
        }

        role = new ServerRole(server);
        descriptors = options.Descriptors;
        reports.Write(new AgentReport.Listening(server.Ports));
    }

    private static int FreePort(IPAddress address)
    {
        using var listener = new System.Net.Sockets.TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // On loopback the mount namespace is the machine's: there a program gets no folder, and files are refused with the scenario.
    private string Scratch() => side.Network != NetworkKind.Loopback ? ScratchFolder.Mount() : Path.GetTempPath();

    private void Watch(AgentCommand.Watch watch)
    {
        var isShared = side.Network.IsShared();
        sampler = new Sampler(
            new SocketFilter(side.Side, isShared ? watch.ServerPorts : null),
            watch.Every,
            isShared ? CounterMeaning.Unknown : meaning,
            () => role?.Tally() ?? new(),
            sample => reports.Write(new AgentReport.Sampled(sample)),
            why => reports.Write(new AgentReport.Refused(RefusalKind.Fault, why)),
            delay,
            watch.Lifetimes);
        sampler.Start();
        if (descriptors > 0)
        {
            PoolThreads.Settle();
            DescriptorLimit.AllowMore(descriptors);
        }

        reports.Write(new AgentReport.Watching());
    }

    private void StartLoad(AgentCommand.Load what)
    {
        var servers = what.ServerAddresses.Select(IPAddress.Parse).ToList();
        if (what.Client.Program is { } program)
        {
            var client = new ProgramClient(program, new ChildProgram(program, new Words(servers[0], what.ServerPorts[0], Scratch())), new ProgramCounters());
            role = client;
            load = Reporting(async () => new AgentReport.LoadEnded(await client.RunAsync(stop.Token)));
            return;
        }

        var rows = what.Rows ? new RowBatches(reports) : null;
        // In one network the server's TIME_WAITs are counted with the client's; a second load begins with the ports of the first taken.
        var occupancy = side.Network == NetworkKind.Namespaces && role is null ? PortOccupancy.Start(what) : null;
        var plan = new LoadPlan(what.Client, what.Steps, servers, what.ServerPorts) { Sources = [.. what.SourceAddresses.Select(IPAddress.Parse)] };
        var generator = new LoadGenerator(
            engines.Choose(what.Engine, plan, side.Network),
            sockets,
            delay,
            rows is null ? null : rows.Add,
            occupancy is null ? null : occupancy.Connected);

        if (role is ClientRole clients)
        {
            clients.Add(generator);
        }
        else
        {
            role = new ClientRole(generator, occupancy);
        }

        load = Reporting(async () =>
        {
            var seconds = await generator.RunAsync(stop.Token);
            rows?.Flush();
            return new AgentReport.LoadEnded(seconds);
        });
    }

    // What takes long is done beside this thread, which must hear the end of its stdin.
    private Task Reporting(Func<Task<AgentReport>> work) => Task.Run(async () =>
    {
        try
        {
            reports.Write(await work());
        }
        catch (Exception e)
        {
            Refuse(e);
        }
    });

    // Whatever it was, the controller must hear of it instead of waiting.
    private void Refuse(Exception e) => reports.Write(e is SysctlException or TestServerException or ProgramException or LoadEngineException or LinuxException
        ? new AgentReport.Refused(RefusalKind.Machine, e.Message)
        : new AgentReport.Refused(RefusalKind.Fault, e.ToString()));

    private void TakeCensus()
    {
        var parts = sampler!.Census().Chunk(CensusPartSize).ToList();
        foreach (var (index, part) in parts.Index())
        {
            reports.Write(new AgentReport.CensusPart([.. part.Select(CensusLine.Format)], index == parts.Count - 1));
        }

        if (parts.Count == 0)
        {
            reports.Write(new AgentReport.CensusPart([], IsLast: true));
        }
    }

    private void Finish()
    {
        // The runtime itself may need some from here on.
        DescriptorLimit.AllowAll();
        stop.Cancel();
        load.Wait(StopWithin);
        sampler?.Stop();

        // Read before the role closes what is still open: those closes are the tear-down's, not the run's.
        var (cpuSeconds, maxRssBytes) = ResourceUsage.OfThisProcess();
        var report = (role?.Report() ?? new()) with
        {
            Counters = sampler?.CountersGrown() ?? new Dictionary<string, long>(StringComparer.Ordinal),
            SampleCost = sampler?.Cost ?? new(),
            TimeWaitLives = sampler?.Lives.TimeWait,
            FinWait2Lives = sampler?.Lives.FinWait2,
            CpuSeconds = cpuSeconds,
            MaxRssBytes = maxRssBytes,
        };
        reports.Write(new AgentReport.Finished(report));
    }
}
