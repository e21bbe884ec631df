namespace Harness.Scenarios.Pacing;

/// <summary>A number of connections in each interval.</summary>
/// <param name="Connections">How many become due in an interval.</param>
/// <param name="Interval">How long an interval is.</param>
public sealed record Rate(int Connections, TimeSpan Interval)
{
    /// <summary>No connections at all.</summary>
    public static Rate Zero { get; } = new(0, TimeSpan.FromSeconds(1));

    /// <summary>Connections per second.</summary>
    public double PerSecond => Connections / Interval.TotalSeconds;

    /// <summary>Connections per nanosecond.</summary>
    public double PerNanosecond => Connections / Interval.TotalNanoseconds;

    /// <summary>How many are due in a time, rounded down, exactly.</summary>
    public long In(TimeSpan during) => InjectSchedule.Count(this, this, during);
}
