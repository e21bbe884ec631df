namespace Harness.Reporting.Charts;

/// <summary>A logarithmic axis of delays that has a place for no delay at all: its left edge, set off from the shortest one.</summary>
internal sealed class DelayScale
{
    private const double ZeroApart = 5;

    private readonly bool hasZero;
    private readonly double edge;
    private readonly double longest;

    /// <param name="microseconds">The delays drawn.</param>
    public DelayScale(IReadOnlyCollection<double> microseconds)
    {
        hasZero = microseconds.Contains(0);
        var shortest = microseconds.Where(d => d > 0).DefaultIfEmpty(1).Min();
        edge = hasZero ? shortest / ZeroApart : shortest;
        longest = Math.Max(microseconds.Max(), shortest);
    }

    public Axis Axis => new Axis.Delays(edge, longest, hasZero);

    /// <summary>Where a delay is drawn.</summary>
    public double At(double microseconds) => Math.Max(edge, microseconds);
}
