using System.Text.Json;
using System.Text.Json.Serialization;

namespace Harness.Protocol.Counting;

/// <summary>
/// Durations counted in buckets whose width grows with the value: exact below 256 ns, within 0.8 % above, in fixed memory, so that a long
/// run costs no more than a short one. The largest value is kept exactly. Not safe for threads: one each, then add them up.
/// </summary>
public sealed class Histogram
{
    // 2^7 buckets per doubling: a bucket is at most 1/128 of its values wide.
    private const int SubBits = 7;
    private const int SubBuckets = 1 << SubBits;

    private readonly long[] counts = new long[(64 - SubBits) * SubBuckets];
    private long max;

    /// <summary>How many values were recorded.</summary>
    [JsonIgnore]
    public long Count { get; private set; }

    /// <summary>The largest value, in nanoseconds; 0 when there is none.</summary>
    public long Max { get => max; init => max = value; }

    /// <summary>Pairs of bucket number and count, for the way between processes.</summary>
    public IReadOnlyList<long[]> Buckets
    {
        get => [.. counts.Index().Where(b => b.Item > 0).Select(b => new[] { b.Index, b.Item })];
        init
        {
            // What another process says: a key that it leaves out is null here, whatever the type says.
            foreach (var pair in value ?? [])
            {
                if (pair is not [>= 0 and var bucket, >= 0 and var count] || bucket >= counts.Length)
                {
                    throw new JsonException("these are no buckets of a histogram");
                }

                Add((int)bucket, count);
            }
        }
    }

    /// <summary>Records one duration.</summary>
    /// <param name="nanoseconds">Negative values count as 0.</param>
    public void Record(long nanoseconds)
    {
        var value = Math.Max(0, nanoseconds);
        Add(BucketOf(value), 1);
        max = Math.Max(max, value);
    }

    /// <summary>All of them in one; a new one.</summary>
    public static Histogram Merge(IEnumerable<Histogram> parts)
    {
        var all = new Histogram();
        foreach (var part in parts)
        {
            all.Add(part);
        }

        return all;
    }

    /// <summary>Adds all that <paramref name="other"/> recorded.</summary>
    public void Add(Histogram other)
    {
        foreach (var (bucket, count) in other.counts.Index())
        {
            Add(bucket, count);
        }

        max = Math.Max(max, other.max);
    }

    /// <summary>The smallest value that at least the share <paramref name="quantile"/> of all values does not exceed.</summary>
    /// <param name="quantile">0 to 1; 0.99 is the 99th percentile.</param>
    /// <returns>Nanoseconds; 0 when nothing was recorded.</returns>
    public long Quantile(double quantile)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(Math.Clamp(quantile, 0, 1) * Count));
        foreach (var (bucket, count) in counts.Index())
        {
            rank -= count;
            if (rank <= 0 && Count > 0)
            {
                return Math.Min(UpperBound(bucket), Max);
            }
        }

        return Max;
    }

    private static int BucketOf(long value)
    {
        var shift = Math.Max(0, 63 - SubBits - long.LeadingZeroCount(value | 1));
        return (int)((shift * SubBuckets) + (value >> (int)shift));
    }

    private static long UpperBound(int bucket)
    {
        var shift = Math.Max(0, (bucket / SubBuckets) - 1);
        return ((bucket - ((long)shift * SubBuckets) + 1) << shift) - 1;
    }

    private void Add(int bucket, long count)
    {
        counts[bucket] += count;
        Count += count;
    }
}
