namespace Harness.Reporting.Charts.Plotting;

/// <summary>Draws charts as files.</summary>
public interface IPlotter
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>The kinds of files that it draws.</summary>
    IReadOnlyList<PlotFormat> Formats { get; }

    /// <summary>Draws one chart, in the light colours of <see cref="Palette"/>.</summary>
    /// <param name="chart">What to draw.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <returns>The whole file.</returns>
    byte[] Draw(Chart chart, PlotFormat format);
}
