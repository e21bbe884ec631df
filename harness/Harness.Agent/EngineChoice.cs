using Harness.Clients;
using Harness.Clients.Engines;
using Harness.Linux;
using Harness.Scenarios.Options;

namespace Harness.Agent;

/// <summary>The load engines that this program was built with, and the folder in which the chosen one may write.</summary>
internal sealed class EngineChoice(IReadOnlyList<ILoadEngine> engines)
{
    private string? folder;

    /// <summary>The plan, driven by the engine that is asked for.</summary>
    /// <exception cref="LoadEngineException">This program was built without it.</exception>
    public LoadPlan Choose(LoadEngine wanted, LoadPlan plan, NetworkKind network)
    {
        if (wanted == LoadEngine.BuiltIn)
        {
            return plan;
        }

        if (plan.Share != LoadShare.Whole)
        {
            throw new LoadEngineException(
                $"the load engine that is asked for ({wanted}) cannot share a load with other client nodes; use the built-in one");
        }

        var engine = engines.FirstOrDefault(e => e.Engine == wanted)
            ?? throw new LoadEngineException(
                $"this agent was built without the load engine that is asked for ({wanted}); use the same program on both sides");
        return plan with { Engine = engine, Scratch = Folder(network) };
    }

    /// <summary>Takes away what an engine wrote on loopback; elsewhere the folder ends with the agent.</summary>
    public void RemoveFolder()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string Folder(NetworkKind network) => network == NetworkKind.Namespaces
        ? ScratchFolder.Mount()
        : folder = Directory.CreateTempSubdirectory("harness-engine-").FullName;
}
