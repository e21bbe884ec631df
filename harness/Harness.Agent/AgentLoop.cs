using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using Harness.Agent.Link;
using Harness.Clients;
using Harness.Linux;
using Harness.Model;
using Harness.Model.Agents;
using Harness.Model.Counting;
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
    private readonly PreciseDelay delay = new();
    private readonly CancellationTokenSource stop = new();

    private AgentCommand.Prepare side = null!;
    private CounterMeaning meaning;
    private IRole? role;
    private Sampler? sampler;
    private Task load = Task.CompletedTask;

    private AgentLoop(ReportWriter reports, string version)
    {
        this.reports = reports;
        this.version = version;
    }

    /// <summary>Runs an agent until its stdin ends.</summary>
    /// <param name="version">The program's version, for the hello.</param>
    public static void Run(string version)
    {
        // Ctrl-C reaches every process of the terminal; the agent is ended by its controller, which still wants its figures.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);
        using var output = Console.OpenStandardOutput();
        using var agent = new AgentLoop(new ReportWriter(output), version);
        using var input = new StreamReader(Console.OpenStandardInput());
        agent.Serve(input);

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
        reports.Write(new AgentReport.Hello(Protocol.Version, version, Environment.ProcessId));
        while (input.ReadLine() is { } line)
        {
            try
            {
                Carry(JsonSerializer.Deserialize(line, ModelJson.OneLine.AgentCommand) ?? throw new JsonException("a command is null"));
            }
            catch (Exception e) when (e is SysctlException or TestServerException or LinuxException)
            {
                reports.Write(new AgentReport.Refused(RefusalKind.Machine, e.Message));
            }
            catch (Exception e)
            {
                // Whatever it was, the controller must hear of it instead of waiting.
                reports.Write(new AgentReport.Refused(RefusalKind.Fault, e.ToString()));
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
                var server = TestServer.Start(listen.Server, IPAddress.Parse(side.Address), delay);
                role = new ServerRole(server);
                reports.Write(new AgentReport.Listening(server.Ports));
                break;
            case AgentCommand.Watch watch:
                Watch(watch);
                break;
            case AgentCommand.Load what:
                StartLoad(what);
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
        foreach (var (name, value) in prepare.Sysctls)
        {
            Sysctl.Set(name, value);
        }

        if (prepare.PlainInterface is { } plain)
        {
            Offloads.TurnOff(plain);
        }

        meaning = TimeWaitCounting.Find();
        reports.Write(new AgentReport.Prepared(SideFacts.Read(prepare.Address, DescriptorLimit.Raise(), meaning)));
    }

    private void Watch(AgentCommand.Watch watch)
    {
        var isShared = side.Network == Model.Scenarios.NetworkKind.Loopback;
        sampler = new Sampler(
            new SocketFilter(side.Side, isShared ? watch.ServerPorts : null),
            watch.Every,
            isShared ? CounterMeaning.Unknown : meaning,
            () => role?.Tally() ?? new(),
            sample => reports.Write(new AgentReport.Sampled(sample)),
            delay);
        reports.Write(new AgentReport.Watching());
        sampler.Start();
    }

    private void StartLoad(AgentCommand.Load what)
    {
        var rows = what.Rows ? new RowBatches(reports) : null;
        var generator = new LoadGenerator(
            new LoadPlan(what.Client, what.Steps, IPAddress.Parse(what.ServerAddress), what.ServerPorts),
            delay,
            rows is null ? null : rows.Add);
        role = new ClientRole(generator);
        load = Task.Run(async () =>
        {
            try
            {
                var seconds = await generator.RunAsync(stop.Token);
                rows?.Flush();
                reports.Write(new AgentReport.LoadEnded(seconds));
            }
            catch (Exception e)
            {
                reports.Write(new AgentReport.Refused(RefusalKind.Fault, e.ToString()));
            }
        });
    }

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
        stop.Cancel();
        load.Wait(StopWithin);
        sampler?.Stop();

        // Read before the role closes what is still open: those closes are the tear-down's, not the run's.
        var (cpuSeconds, maxRssBytes) = ResourceUsage.OfThisProcess();
        var report = (role?.Report() ?? new()) with
        {
            Counters = sampler?.CountersGrown() ?? new Dictionary<string, long>(StringComparer.Ordinal),
            SampleCost = sampler?.Cost ?? new(),
            CpuSeconds = cpuSeconds,
            MaxRssBytes = maxRssBytes,
        };
        reports.Write(new AgentReport.Finished(report));
    }
}
