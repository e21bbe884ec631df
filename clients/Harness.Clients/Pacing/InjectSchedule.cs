using Harness.Scenarios.Options;

namespace Harness.Clients.Pacing;

/// <summary>When the connections of an open load are due: at a rate that goes evenly from one value to another, which may be the same, or interval by interval.</summary>
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

    /// <summary>Nanoseconds since the step's begin, in order: interval after interval, without an end unless there is a <paramref name="during"/>.</summary>
    /// <param name="rate">Asked once for each interval: how many are due in it.</param>
    /// <param name="interval">How long each is; the last may be cut short, and with it what would be due in its rest.</param>
    /// <param name="spacing">Where in its interval each is due.</param>
    /// <param name="during">When it ends; null: never.</param>
    public static IEnumerable<long> InIntervals(Func<int> rate, TimeSpan interval, Spacing spacing, TimeSpan? during = null)
    {
        var length = (long)interval.TotalNanoseconds;
        var end = (long)(during?.TotalNanoseconds ?? long.MaxValue);
        for (var begin = 0L; begin < end; begin += length)
        {
            foreach (var due in Moments(rate(), length, spacing).Select(at => begin + at).TakeWhile(due => due < end))
            {
                yield return due;
            }
        }
    }

    private static IEnumerable<long> Moments(int count, long length, Spacing spacing)
    {
        if (spacing == Spacing.Even)
        {
            return Enumerable.Range(0, count).Select(i => (long)((Int128)i * length / count));
        }

        var moments = new long[count];
        for (var i = 0; i < count; i++)
        {
            moments[i] = Random.Shared.NextInt64(length);
        }

        Array.Sort(moments);
        return moments;
    }
}
