using Harness.Analysis.Words;
using ScottPlot;

namespace Harness.Reporting.Charts.Plotting;

/// <summary>Bars that lie, a name's bars about its place on the axis of names.</summary>
internal static class PlotBars
{
    // Of the room that a name has.
    private const double MostRoom = 0.8;

    // In pixels: of few names each has more room than a bar needs.
    private const double Thickest = 24;

    public static void Add(Plot plot, Chart chart, PlotStyle style)
    {
        if (chart is not { Bars: { Count: > 0 } series, Y: Axis.Names { Words.Count: var names } })
        {
            return;
        }

        // On an axis of percent each begins where the one before ends, as everywhere in the report; others lie one below the other.
        var isStacked = chart.X is Axis.Percent;
        var rows = isStacked ? 1 : series.Count;
        var size = Math.Min(MostRoom / rows, Thickest * names / PlotSize.HeightOfDrawing(chart));
        var ends = new double[names];
        foreach (var (number, bars) in series.Index())
        {
            var row = isStacked ? 0 : (number - ((rows - 1) / 2.0)) * size;
            var drawn = plot.Add.Bars(bars.Values.Index()
                .Where(v => v.Item is not null)
                .Select(v => Of(v.Index + row, ends[v.Index], v.Item!.Value))
                .ToArray());
            drawn.LegendText = PlotLegend.Name(bars.Name);
            drawn.Color = style.Colour(bars.Colour);
            drawn.ValueLabelStyle.ForeColor = style.Colour("text");
            for (var name = 0; isStacked && name < names; name++)
            {
                ends[name] += bars.Values[name] ?? 0;
            }
        }

        Bar Of(double place, double from, double value) => new()
        {
            Position = place,
            ValueBase = from,
            Value = from + value,
            Size = size,
            Orientation = Orientation.Horizontal,
            Label = isStacked ? "" : Format.Number(value),
            LineWidth = 0,
        };
    }
}
