using Harness.Controller.Machine;
using Harness.Protocol;
using Harness.Protocol.Messages;
using Harness.Scenarios.Hosts;
using Harness.Scenarios.Options;

namespace Harness.Controller.Launching;

/// <summary>A node's place on a host, and what a scenario needs there.</summary>
/// <param name="Tier">The node's.</param>
/// <param name="Id">Which node it is.</param>
/// <param name="Host">Where.</param>
/// <param name="Scenario">What is to run there; null: nothing, the host is only looked at.</param>
internal sealed record HostPlace(Tier Tier, NodeId Id, HostOptions Host, Scenario? Scenario)
{
    /// <summary>Names or paths of the programs that the node starts.</summary>
    public IReadOnlyList<string> Programs => [.. (Scenario is null ? [] : ProgramsOf(Scenario)).Select(p => p.Command[0]).Distinct()];

    /// <summary>Whether it starts any.</summary>
    public bool HasProgram => Programs.Count > 0;

    /// <summary>Settings that the kernel must have, by name.</summary>
    public IReadOnlyList<string> Settings => Scenario?.Needs ?? [];

    /// <exception cref="MachineException">The host lacks something.</exception>
    public void RequireAll(AgentReport.Examined found)
    {
        if (found.Lacks.FirstOrDefault(Programs.Contains) is { } program)
        {
            throw new MachineException(KnownPrograms.Missing(program));
        }

        if (found.Lacks.Count > 0)
        {
            var lacks = string.Join(", no ", found.Lacks);
            throw new MachineException($"Linux {found.Machine.Kernel} has no {lacks}, which this scenario needs");
        }
    }

    private IEnumerable<ProgramOptions> ProgramsOf(Scenario scenario) =>
        (Tier == Tier.Server ? [scenario.Server.Program] : scenario.Clients.Select(c => c.Program)).OfType<ProgramOptions>();
}
