using Harness.Clients.Engines;
using Harness.Controller.Launching;
using Harness.Controller.Machine;
using Harness.Reporting.Charts.ECharts;
using Harness.Reporting.Charts.Plotting;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Cli;

/// <summary>
/// What this program is built with only when asked for, because the packages behind it cannot be restored everywhere. The properties that ask for them
/// are WithNBomber and WithScottPlot, see Harness.Cli.csproj.
/// </summary>
internal static class OptionalParts
{
    /// <summary>The load engines besides the built-in one.</summary>
    public static IReadOnlyList<ILoadEngine> Engines { get; } =
    [
#if WITH_NBOMBER
        new Harness.Clients.NBomber.NBomberEngine(),
#endif
    ];

    /// <summary>Those that draw charts as files, made anew, for an agent has no use for them; the first is the one that is always there.</summary>
    public static IReadOnlyList<IPlotter> Plotters =>
    [
        new EChartsPlotter(),
#if WITH_SCOTTPLOT
        new Harness.Reporting.ScottPlot.ScottPlotter(),
#endif
    ];

    /// <summary>Makes sure that this program has the engines which the plans ask for, before anything is started.</summary>
    /// <exception cref="MachineException">It does not.</exception>
    public static void Require(IEnumerable<RunPlan> plans, IReadOnlyList<ILoadEngine> engines)
    {
        if (plans.Any(p => p.Trials.Select(t => t.Scenario).Append(p.Scenario).Any(s => !Has(s.Engine, engines))))
        {
            throw new MachineException(
                $"'engine: nbomber' is not built into this program. {Way("nbomber", "WithNBomber", "NBomber")} "
                + "NBomber from version 5 on is free for personal use only; 'engine: built_in' runs the same load without it.");
        }
    }

    /// <summary>The plotter for one kind of file.</summary>
    /// <param name="name">As asked for; null takes the first that draws it.</param>
    /// <param name="format">What is to be drawn.</param>
    /// <param name="plotters">Those that there are.</param>
    /// <exception cref="UsageException">No plotter of this name draws it.</exception>
    /// <exception cref="MachineException">The one that does is not built into this program.</exception>
    public static IPlotter Plotter(string? name, PlotFormat format, IReadOnlyList<IPlotter> plotters)
    {
        if (plotters.FirstOrDefault(p => (name is null || p.Name == name) && p.Formats.Contains(format)) is { } plotter)
        {
            return plotter;
        }

        var word = format.ToString().ToLowerInvariant();
        throw plotters.Any(p => p.Name == name)
            ? new UsageException($"{name} draws no {word}; leave --plotter out, and one that does is taken")
            : new MachineException(
                $"--{word} is drawn by ScottPlot{(name is null ? "" : " when --plotter asks for it")}, which is not built into this program. {Way("scottplot", "WithScottPlot", "ScottPlot")} "
                + "'--svg' alone needs nothing.");
    }

    /// <summary>What this program was built with, for people; neither is ever missing.</summary>
    public static IEnumerable<Finding> Findings()
    {
        yield return Engines.Count > 0
            ? new("load engines", FindingState.Good, "built_in, nbomber", "")
            : new("load engines", FindingState.Good, "built_in", $"Optional: nbomber. {Way("nbomber", "WithNBomber", "NBomber")}");
        yield return Plotters.Count > 1
            ? new("plotters", FindingState.Good, "echarts, scottplot", "")
            : new("plotters", FindingState.Good, "echarts", $"Optional: scottplot. {Way("scottplot", "WithScottPlot", "ScottPlot")}");
    }

    private static bool Has(LoadEngine engine, IReadOnlyList<ILoadEngine> engines) => engine == LoadEngine.BuiltIn || engines.Any(e => e.Engine == engine);

    private static string Way(string flag, string property, string package) =>
        $"Build it in, on a machine that can restore the package {package}: './run.sh --with-{flag} ...', or 'dotnet build -p:{property}=true'.";
}
