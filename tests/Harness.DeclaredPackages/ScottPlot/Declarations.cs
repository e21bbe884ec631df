using System.Runtime.InteropServices;
using ScottPlot.Plottables;

// What the adapter uses of ScottPlot 5, written from its documentation (https://scottplot.net/cookbook/5.0/) and its public sources. Overloads that the
// adapter does not mean are declared too: a call that would be ambiguous there must be ambiguous here.
namespace ScottPlot
{
    public enum Alignment
    {
        UpperLeft,
    }

    public enum MarkerShape
    {
        FilledCircle,
        FilledSquare,
        FilledTriangleUp,
        FilledDiamond,
    }

    public enum Orientation
    {
        Horizontal,
    }

    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Coordinates(double X, double Y);

    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Color(string Hex, double Alpha = 1)
    {
        public static Color FromHex(string hex) => new(hex);

        public Color WithAlpha(byte alpha) => this with { Alpha = alpha / 255.0 };

        public Color WithAlpha(double alpha) => this with { Alpha = alpha };
    }

    public readonly record struct LinePattern(string Name)
    {
        public static LinePattern Solid => new("solid");

        public static LinePattern Dashed => new("dashed");

        public static LinePattern Dotted => new("dotted");
    }

    public interface IAxis
    {
        void SetTicks(double[] xs, string[] labels);
    }

    public interface IXAxis : IAxis;

    public interface IYAxis : IAxis;

    /// <summary>Remembers its ticks.</summary>
    public sealed class AxisStandIn : IXAxis, IYAxis
    {
        public IReadOnlyList<(double At, string Label)> Ticks { get; private set; } = [];

        public void SetTicks(double[] xs, string[] labels) => Ticks = [.. xs.Zip(labels)];
    }

    public sealed class AxisManager
    {
        public IXAxis Bottom { get; } = new AxisStandIn();

        public IYAxis Left { get; } = new AxisStandIn();

        public (double Left, double Right, double Bottom, double Top) Limits { get; private set; }

        public void SetLimits(double left, double right, double bottom, double top) => Limits = (left, right, bottom, top);
    }

    public sealed class PlottableAdder
    {
        public List<Scatter> Scatters { get; } = [];

        public List<AxisLine> AxisLines { get; } = [];

        public Scatter ScatterLine(double[] xs, double[] ys, Color? color = null)
        {
            Scatters.Add(new Scatter { Xs = xs, Ys = ys, Color = color!.Value });
            return Scatters[^1];
        }

        public Scatter ScatterLine(Coordinates[] coordinates, Color? color = null) => throw new NotSupportedException();

        public Scatter ScatterLine(List<Coordinates> coordinates, Color? color = null) => throw new NotSupportedException();

        public Scatter ScatterLine<T1, T2>(T1[] xs, T2[] ys, Color? color = null) => throw new NotSupportedException();

        public Scatter ScatterLine<T1, T2>(List<T1> xs, List<T2> ys, Color? color = null) => throw new NotSupportedException();

        public HorizontalLine HorizontalLine(double y, float width = 2, Color? color = null, LinePattern pattern = default)
        {
            var line = new HorizontalLine { Position = y, Color = color!.Value, LinePattern = pattern };
            AxisLines.Add(line);
            return line;
        }

        public VerticalLine VerticalLine(double x, float width = 2, Color? color = null, LinePattern pattern = default)
        {
            var line = new VerticalLine { Position = x, Color = color!.Value, LinePattern = pattern };
            AxisLines.Add(line);
            return line;
        }
    }

    public sealed record SavedImageInfo(string Path, int FileSize);

    /// <summary>Writes, in place of a picture, what it was asked to write.</summary>
    public sealed class Plot : IDisposable
    {
        public PlottableAdder Add { get; } = new();

        public AxisManager Axes { get; } = new();

        public IReadOnlyList<string> Labels { get; private set; } = ["", "", ""];

        public bool HasLegend { get; private set; }

        public void Dispose() => HasLegend = false;

        public void Title(string text, float? size = null) => Labels = [text, Labels[1], Labels[2]];

        public void XLabel(string label, float? size = null) => Labels = [Labels[0], label, Labels[2]];

        public void YLabel(string label, float? size = null) => Labels = [Labels[0], Labels[1], label];

        public void ShowLegend(Alignment alignment, Orientation orientation = Orientation.Horizontal) => HasLegend = true;

        public SavedImageInfo SaveSvg(string filePath, int width, int height) => Save(filePath, $"svg {width}x{height}, {Labels[0]}");

        public SavedImageInfo SavePng(string filePath, int width, int height) => Save(filePath, $"png {width}x{height}, {Labels[0]}");

        private static SavedImageInfo Save(string path, string text)
        {
            File.WriteAllText(path, text);
            return new SavedImageInfo(path, text.Length);
        }
    }
}

namespace ScottPlot.Plottables
{
    public sealed class Scatter
    {
        public double[] Xs { get; init; } = [];

        public double[] Ys { get; init; } = [];

        public Color Color { get; init; }

        public string LegendText { get; set; } = "";

        public float LineWidth { get; set; } = 1;

        public float MarkerSize { get; set; }

        public MarkerShape MarkerShape { get; set; }

        public LinePattern LinePattern { get; set; } = LinePattern.Solid;
    }

    public abstract class AxisLine
    {
        public double Position { get; init; }

        public Color Color { get; init; }

        public LinePattern LinePattern { get; init; }

        public string LegendText { get; set; } = "";
    }

    public sealed class HorizontalLine : AxisLine;

    public sealed class VerticalLine : AxisLine;
}
