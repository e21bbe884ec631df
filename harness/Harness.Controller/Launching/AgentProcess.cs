using System.ComponentModel;
using System.Diagnostics;
using Harness.Protocol;

namespace Harness.Controller.Launching;

/// <summary>An agent as a process of this machine. It ends when its stdin does, so it ends with this process, however that ends.</summary>
public sealed class AgentProcess : IAsyncDisposable
{
    private const int KeptErrorLines = 20;
    private static readonly TimeSpan EndDeadline = TimeSpan.FromSeconds(3);

    // A scheduler may have other work to do first.
    private static readonly TimeSpan HelloOfHostWithin = TimeSpan.FromMinutes(10);

    private readonly Process process;
    private readonly string? host;
    private readonly LastLines errors = new(KeptErrorLines);
    private int? exitCode;

    private AgentProcess(NodeId node, Process process, string? host)
    {
        (this.process, this.host) = (process, host);
        process.ErrorDataReceived += (_, e) => errors.Add(e.Data);
        process.BeginErrorReadLine();
        Channel = new AgentChannel(node, process.StandardOutput, process.StandardInput, () => Death!);
        Death = Task.Run(DeathAsync);
    }

    /// <summary>Requests and reports.</summary>
    public AgentChannel Channel { get; }

    /// <summary>Its process, also after <c>unshare</c> has become the agent.</summary>
    public int Pid => process.Id;

    /// <summary>Completes when the agent has ended, and says how, for the user.</summary>
    public Task<string> Death { get; }

    /// <summary>Starts an agent and waits for its first line.</summary>
    /// <param name="node">Which node it will be.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="cancellationToken">Ends the wait, and the agent.</param>
    /// <param name="host">The host on which the command starts it; null: this machine.</param>
    /// <exception cref="MachineException">It could not be started.</exception>
    public static async Task<AgentProcess> StartAsync(
        NodeId node, IReadOnlyList<string> command, CancellationToken cancellationToken, string? host = null)
    {
        var agent = new AgentProcess(node, StartProcess(command), host);
        try
        {
            await agent.Channel.GreetAsync(cancellationToken, host is null ? null : HelloOfHostWithin);
            return agent;
        }
        catch (AgentException e)
        {
            await agent.DisposeAsync();
            throw agent.NotStarted(e.Message, command);
        }
        catch
        {
            await agent.DisposeAsync();
            throw;
        }
    }

    /// <summary>Closes the agent's stdin, at which it ends; kills it when it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        if (!await HasEndedAsync())
        {
            process.Kill();
        }

        await Death;
        process.Dispose();
    }

    private MachineException NotStarted(string why, IReadOnlyList<string> command)
    {
        var said = string.Concat(Channel.Strange.Select(line => $"\n  {line}"));
        return new MachineException(
            $"{why}{(said.Length > 0 ? $"\nBefore that it wrote:{said}" : "")}\n"
            + $"The agent was to be started by: {string.Join(' ', command)}\n"
            + (host is null
                ? "'./run.sh doctor' says what this machine lacks."
                : "'./run.sh doctor --hosts FILE' looks at every host. The command must work by hand, without a question."))
        {
            ExitCode = exitCode,
        };
    }

    private static Process StartProcess(IReadOnlyList<string> command)
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
            return started;
        }
        catch (Win32Exception e)
        {
            started.Dispose();
            throw new MachineException(
                $"cannot start setsid(1): {e.Message}. Is util-linux installed? './run.sh doctor' says what is missing.");
        }
    }

    private async Task<string> DeathAsync()
    {
        errors.Add(await Channel.Closed);
        var agent = host is null ? $"the {Channel.Node} agent (pid {Pid})" : $"the {Channel.Node} agent on {host}";
        if (!await HasEndedAsync())
        {
            return AgentDeath.Lingers(agent);
        }

        exitCode = process.ExitCode;
        return AgentDeath.Ended(agent, process.ExitCode, errors.Lines);
    }

    private async Task<bool> HasEndedAsync()
    {
        using var deadline = new CancellationTokenSource(EndDeadline);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
