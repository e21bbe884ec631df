namespace Harness.Reporting.Charts;

/// <summary>One series of bars, one for each name of the chart's <see cref="Axis.Names"/>.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Colour">A word of <see cref="Palette"/>.</param>
/// <param name="Values">Null where there is none.</param>
public sealed record Bars(string Name, string Colour, IReadOnlyList<double?> Values);
