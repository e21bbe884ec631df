using Harness.Clients.Engines;
using Harness.Controller.Launching;
using Harness.Controller.Machine;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Cli.Running;

/// <summary>
/// What this program is built with only when asked for, because the package behind it cannot be restored everywhere. The property that asks
/// for it is WithNBomber, see Harness.Cli.csproj.
/// </summary>
internal static class OptionalParts
{
    private const string Way =
        "Build it in, on a machine that can restore the package NBomber: './run.sh --with-nbomber ...', "
        + "or 'dotnet build -p:WithNBomber=true'.";

    /// <summary>The load engines besides the built-in one.</summary>
    public static IReadOnlyList<ILoadEngine> Engines { get; } =
    [
#if WITH_NBOMBER
        new Harness.Clients.NBomber.NBomberEngine(),
#endif
    ];

    /// <summary>Makes sure that this program has the engines which the plans ask for, before anything is started.</summary>
    /// <exception cref="MachineException">It does not.</exception>
    public static void Require(IEnumerable<RunPlan> plans, IReadOnlyList<ILoadEngine> engines)
    {
        if (plans.Any(p => p.Trials.Select(t => t.Scenario).Append(p.Scenario).Any(s => !Has(s.Engine, engines))))
        {
            throw new MachineException(
                $"'engine: nbomber' is not built into this program. {Way} "
                + "NBomber from version 5 on is free for personal use only; 'engine: built_in' runs the same load without it.");
        }
    }

    /// <summary>What this program was built with, for people; nothing of it is ever missing.</summary>
    public static IEnumerable<Finding> Findings()
    {
        yield return Engines.Count > 0
            ? new("load engines", FindingState.Good, "built_in, nbomber", "")
            : new("load engines", FindingState.Good, "built_in", $"Optional: nbomber. {Way}");
    }

    private static bool Has(LoadEngine engine, IReadOnlyList<ILoadEngine> engines) =>
        engine == LoadEngine.BuiltIn || engines.Any(e => e.Engine == engine);
}
