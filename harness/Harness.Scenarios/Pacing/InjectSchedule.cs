using Harness.Scenarios.Options;

namespace Harness.Scenarios.Pacing;

/// <summary>
/// When the connections of an open load are due: at a rate that goes evenly from one value to another, which may be the same, or interval
/// by interval. Times are nanoseconds since the step's begin, in order.
/// </summary>
internal static class InjectSchedule
{
    /// <summary>How many are due: the mean rate times the duration, rounded down, exactly.</summary>
    public static long Count(Rate from, Rate to, TimeSpan during)
    {
        Int128 fromTicks = from.Interval.Ticks;
        Int128 toTicks = to.Interval.Ticks;
        return (long)(during.Ticks * ((from.Connections * toTicks) + (to.Connections * fromTicks)) / (2 * fromTicks * toTicks));
    }

    /// <summary>Each at its moment on the line from one rate to the other; the first at 0.</summary>
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

    /// <summary>Interval after interval, without an end unless there is a <paramref name="during"/>.</summary>
    /// <param name="rate">Called once for each interval: how many are due in it.</param>
    /// <param name="interval">How long each is; the last may be cut short, and with it what would be due in its rest.</param>
    /// <param name="spacing">Where in its interval each is due.</param>
    /// <param name="seed">Of all that is random: the same seed gives the same times.</param>
    /// <param name="during">When it ends; null: never.</param>
    public static IEnumerable<long> InIntervals(
        Func<Random, int> rate, TimeSpan interval, Spacing spacing, int seed, TimeSpan? during = null)
    {
        var random = new Random(seed);
        var length = (long)interval.TotalNanoseconds;
        var end = (long)(during?.TotalNanoseconds ?? long.MaxValue);
        for (var begin = 0L; begin < end; begin += length)
        {
            foreach (var due in Moments(rate(random), length, spacing, random).Select(at => begin + at).TakeWhile(due => due < end))
            {
                yield return due;
            }
        }
    }

    private static IEnumerable<long> Moments(int count, long length, Spacing spacing, Random random)
    {
        if (spacing == Spacing.Even)
        {
            return Enumerable.Range(0, count).Select(i => (long)((Int128)i * length / count));
        }

        var moments = new long[count];
        for (var i = 0; i < count; i++)
        {
            moments[i] = random.NextInt64(length);
        }

        Array.Sort(moments);
        return moments;
    }
}
