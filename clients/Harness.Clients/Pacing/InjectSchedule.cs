namespace Harness.Clients.Pacing;

/// <summary>When the connections of an open load are due: at a rate that goes evenly from one value to another, which may be the same.</summary>
internal static class InjectSchedule
{
    /// <summary>How many are due: the mean rate times the duration, rounded down, exactly.</summary>
    public static long Count(Rate from, Rate to, TimeSpan during)
    {
        Int128 fromTicks = from.Interval.Ticks;
        Int128 toTicks = to.Interval.Ticks;
        return (long)(during.Ticks * ((from.Connections * toTicks) + (to.Connections * fromTicks)) / (2 * fromTicks * toTicks));
    }

    /// <summary>Nanoseconds since the step's begin, in order; the first is 0.</summary>
    public static IEnumerable<long> DueTimes(Rate from, Rate to, TimeSpan during)
    {
        var rate = from.PerNanosecond;
        var slope = (to.PerNanosecond - rate) / during.TotalNanoseconds;
        var count = Count(from, to, during);
        for (var due = 0L; due < count; due++)
        {
            // due = rate t + slope t^2 / 2, solved for t in the form that also holds for slope 0.
            var root = Math.Sqrt(Math.Max(0, (rate * rate) + (2 * slope * due)));
            yield return due == 0 ? 0 : (long)Math.Round(2 * due / (rate + root));
        }
    }
}
