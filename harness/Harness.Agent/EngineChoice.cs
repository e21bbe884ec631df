using Harness.Clients;
using Harness.Clients.Engines;
using Harness.Scenarios.Options;

namespace Harness.Agent;

/// <summary>The load engines that this program was built with.</summary>
internal sealed class EngineChoice(IReadOnlyList<ILoadEngine> engines)
{
    /// <summary>The plan, driven by the engine that is asked for.</summary>
    /// <param name="wanted">The one that is asked for.</param>
    /// <param name="plan">What it is to drive.</param>
    /// <param name="scratch">The folder in which it may write, made when one is needed.</param>
    /// <exception cref="LoadEngineException">This program was built without it.</exception>
    public LoadPlan Choose(LoadEngine wanted, LoadPlan plan, Func<string> scratch)
    {
        if (wanted == LoadEngine.BuiltIn)
        {
            return plan;
        }

        if (!plan.Share.IsWhole)
        {
            throw new LoadEngineException(
                $"the load engine that is asked for ({wanted}) cannot share a load with other client nodes; use the built-in one");
        }

        var engine = engines.FirstOrDefault(e => e.Engine == wanted)
            ?? throw new LoadEngineException(
                $"this agent was built without the load engine that is asked for ({wanted}); use the same program on both sides");
        return plan with { Engine = engine, Scratch = scratch() };
    }
}
