using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;

namespace Harness.Controller.Launching;

/// <summary>
/// A running agent and the two pipes to it. The agent ends when its stdin does, so it ends with this process, however that ends.
/// </summary>
public sealed class AgentProcess : IAsyncDisposable
{
    private const int KeptErrorLines = 20;
    private static readonly TimeSpan EndDeadline = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly Channel<AgentReport> replies = Channel.CreateUnbounded<AgentReport>();
    private readonly Queue<string> errors = new();
    private readonly Task reading;
    private readonly Action<AgentReport> stream;

    private AgentProcess(Side? side, Process process, Action<AgentReport> stream)
    {
        Side = side;
        this.process = process;
        this.stream = stream;
        process.ErrorDataReceived += (_, e) => KeepError(e.Data);
        process.BeginErrorReadLine();
        reading = Task.Run(ReadAsync);
        Death = Task.Run(DeathAsync);
    }

    /// <summary>Which side it is; null for the link between them.</summary>
    public Side? Side { get; }

    /// <summary>Its process, also after <c>unshare</c> has become the agent.</summary>
    public int Pid => process.Id;

    /// <summary>Completes when the agent has ended, and says how, for the user.</summary>
    public Task<string> Death { get; }

    /// <summary>Starts an agent and waits for its first line.</summary>
    /// <param name="side">Which side it will be; null for the link between them.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="stream">Takes what the agent reports unasked (samples, ended connections, captured frames), in order, on one thread.</param>
    /// <param name="cancellationToken">Ends the wait, and the agent.</param>
    /// <exception cref="MachineException">It could not be started.</exception>
    public static async Task<AgentProcess> StartAsync(Side? side, IReadOnlyList<string> command, Action<AgentReport> stream, CancellationToken cancellationToken)
    {
        var started = new Process
        {
            // A session of its own: what the terminal or a service manager sends to the group of this program is for this program.
            StartInfo = new ProcessStartInfo("setsid", command)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment =
                {
                    // The runtime's diagnostic pipes in /tmp would stay behind when an agent is killed.
                    ["DOTNET_EnableDiagnostics"] = "0",
                    // Mapping each compiled method twice, writable and executable, is a good part of a short trial's processor time.
                    ["DOTNET_EnableWriteXorExecute"] = "0",
                },
            },
        };
        try
        {
            started.Start();
        }
        catch (Win32Exception e)
        {
            started.Dispose();
            throw new MachineException($"cannot start setsid(1): {e.Message}. Is util-linux installed? './run.sh doctor' says what is missing.");
        }

        var agent = new AgentProcess(side, started, stream);
        try
        {
            var hello = await agent.NextAsync<AgentReport.Hello>(cancellationToken);
            return hello.Protocol == ProtocolVersion.Current
                ? agent
                : throw new MachineException($"the {agent.Name} agent speaks protocol {hello.Protocol} (harness {hello.HarnessVersion}), this program {ProtocolVersion.Current}; use the same version on both sides");
        }
        catch (AgentException e)
        {
            await agent.DisposeAsync();
            throw new MachineException($"{e.Message}\nThe agent was to be started by: {string.Join(' ', command)}\n'./run.sh doctor' says what this machine lacks.");
        }
        catch
        {
            await agent.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <param name="command">What to do.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="within">How long an answer may take; null is 30 s.</param>
    /// <exception cref="MachineException">The agent cannot do it on this machine.</exception>
    /// <exception cref="AgentException">The agent failed, is gone, or does not answer.</exception>
    public async Task<T> AskAsync<T>(AgentCommand command, CancellationToken cancellationToken, TimeSpan? within = null)
        where T : AgentReport
    {
        await SendAsync(command, cancellationToken);
        return await NextAsync<T>(cancellationToken, within);
    }

    /// <summary>Asks for a census; its parts come together here.</summary>
    public async Task<IReadOnlyList<SocketEntry>> CensusAsync(CancellationToken cancellationToken)
    {
        await SendAsync(new AgentCommand.Census(), cancellationToken);
        var sockets = new List<SocketEntry>();
        AgentReport.CensusPart part;
        do
        {
            part = await NextAsync<AgentReport.CensusPart>(cancellationToken);
            sockets.AddRange(part.Sockets.Select(CensusLine.Parse));
        }
        while (!part.IsLast);
        return sockets;
    }

    /// <summary>Closes the agent's stdin, at which it ends; kills it when it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is gone already; that is what was wanted.
        }

        using var deadline = new CancellationTokenSource(EndDeadline);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        await Death;
        process.Dispose();
    }

    private async Task SendAsync(AgentCommand command, CancellationToken cancellationToken)
    {
        try
        {
            var line = JsonSerializer.Serialize(command, ProtocolJson.OneLine.AgentCommand);
            await process.StandardInput.WriteAsync($"{line}\n".AsMemory(), cancellationToken);
            await process.StandardInput.FlushAsync(cancellationToken);
        }
        catch (IOException)
        {
            // The pipe is closed: the reader finds out why, and the wait for the answer says so.
        }
    }

    private async Task<T> NextAsync<T>(CancellationToken cancellationToken, TimeSpan? within = null)
        where T : AgentReport
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(within ?? AnswerWithin);
        while (true)
        {
            try
            {
                switch (await replies.Reader.ReadAsync(deadline.Token))
                {
                    case T wanted:
                        return wanted;
                    case AgentReport.Refused { Why: RefusalKind.Machine } refused:
                        throw new MachineException(refused.Message);
                    case AgentReport.Refused refused:
                        throw new AgentException(Side, $"the {Name} agent failed: {refused.Message}");
                    // Anything else answers a command whose asker was interrupted.
                }
            }
            catch (ChannelClosedException)
            {
                throw new AgentException(Side, await Death);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new AgentException(Side, $"the {Name} agent (pid {Pid}) has not answered for {(within ?? AnswerWithin).TotalSeconds:0} s");
            }
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                var report = JsonSerializer.Deserialize(line, ProtocolJson.OneLine.AgentReport) ?? throw new JsonException("a report is null");
                // A failure is both: nobody may be waiting for an answer just now.
                if (report is AgentReport.Sampled or AgentReport.ConnectionsEnded or AgentReport.Captured or AgentReport.Refused)
                {
                    stream(report);
                }

                if (report is not (AgentReport.Sampled or AgentReport.ConnectionsEnded or AgentReport.Captured))
                {
                    replies.Writer.TryWrite(report);
                }
            }
        }
        catch (Exception e)
        {
            // Whatever it is, the trial must hear that nothing more will come from this agent.
            KeepError($"its output could not be read: {e.Message}");
        }
        finally
        {
            replies.Writer.Complete();
        }
    }

    private async Task<string> DeathAsync()
    {
        await reading;
        using var deadline = new CancellationTokenSource(EndDeadline);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            return $"the {Name} agent (pid {Pid}) closed its output but did not end";
        }

        lock (errors)
        {
            // A shell's convention, which .NET follows: 128 + the signal's number. unshare(1) of util-linux 2.38 cannot pass SIGKILL on, and says so.
            var isKilled = errors.Any(e => e.StartsWith("unshare: sigprocmask unblock failed", StringComparison.Ordinal));
            var how = isKilled ? "was killed by signal 9"
                : process.ExitCode > 128 ? $"was killed by signal {process.ExitCode - 128}"
                : $"ended with exit code {process.ExitCode}";
            return $"the {Name} agent (pid {Pid}) {how}{(errors.Count > 0 ? ":\n  " + string.Join("\n  ", errors) : "")}";
        }
    }

    private string Name => Side switch
    {
        Harness.Scenarios.Options.Side.Server => "server",
        Harness.Scenarios.Options.Side.Client => "client",
        _ => "link",
    };

    private void KeepError(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (errors)
        {
            errors.Enqueue(line);
            if (errors.Count > KeptErrorLines)
            {
                errors.Dequeue();
            }
        }
    }
}
