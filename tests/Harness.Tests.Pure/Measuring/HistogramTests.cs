using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Harness.Protocol.Counting;
using HdrHistogram;

namespace Harness.Tests.Measuring;

/// <summary>Our histogram, against HdrHistogram.</summary>
public sealed class HistogramTests
{
    private const long Longest = 100_000_000_000;

    // Ours is within 0.8 %, the other, of five digits, within 0.001 %.
    private const double Tolerance = 0.00785;

    // From nanoseconds to a hundred seconds, every length as likely as another.
    private static readonly Gen<long> Durations = Gen.Choose(0, 11_000).Select(n => (long)Math.Pow(10, n / 1000.0));

    [Property]
    public Property EveryQuantile_IsThatOfHdrHistogram() => Prop.ForAll(
        Durations.NonEmptyListOf().Select(d => d.ToList()).ToArbitrary(),
        durations =>
        {
            var (ours, theirs) = (new Histogram(), new LongHistogram(Longest + 1, 5));
            foreach (var duration in durations)
            {
                ours.Record(duration);
                theirs.RecordValue(duration);
            }

            // Between two ranks both mean the same one, however they round.
            return Enumerable.Range(1, durations.Count).All(rank => (rank - 0.25) / durations.Count is var quantile
                && IsClose(ours.Quantile(quantile), theirs.GetValueAtPercentile(quantile * 100)))
                && ours.Max == durations.Max() && ours.Count == theirs.TotalCount;
        });

    [Property]
    public Property TwoHalves_AddUpToTheWhole() => Prop.ForAll(
        Durations.ListOf().Select(d => d.ToList()).ToArbitrary(),
        durations =>
        {
            var (whole, half, other) = (new Histogram(), new Histogram(), new Histogram());
            foreach (var (number, duration) in durations.Index())
            {
                whole.Record(duration);
                (number % 2 == 0 ? half : other).Record(duration);
            }

            half.Add(other);
            return half.Max == whole.Max && half.Buckets.SelectMany(b => b).SequenceEqual(whole.Buckets.SelectMany(b => b));
        });

    private static bool IsClose(long ours, long theirs) => Math.Abs(ours - theirs) <= 1 + (Tolerance * theirs);
}
