namespace Harness.Reporting.Charts.Plotting;

/// <summary>A kind of file that a chart is drawn as; in lower case its ending.</summary>
public enum PlotFormat
{
    /// <summary>Scalable Vector Graphics.</summary>
    Svg,

    /// <summary>Portable Network Graphics.</summary>
    Png,
}
