namespace Harness.Clients.Pacing;

/// <summary>So many connections in each interval.</summary>
internal sealed record Rate(int Connections, TimeSpan Interval)
{
    public static Rate Zero { get; } = new(0, TimeSpan.FromSeconds(1));

    public double PerNanosecond => Connections / Interval.TotalNanoseconds;
}
