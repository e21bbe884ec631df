using System.Text.Json;
using FsCheck.Xunit;
using Harness.Protocol.Counting;

namespace Harness.Tests.Pure.Measuring;

/// <summary>What holds of every histogram: it is merged in any order, and keeps the count, the maximum and its promise of 0.8 %.</summary>
public sealed class HistogramProperties
{
    // From single nanoseconds to hours.
    private const int MostShift = 42;

    [Property]
    public void TheOrderOfMerging_ChangesNothing((byte Shift, byte Value)[] a, (byte Shift, byte Value)[] b, (byte Shift, byte Value)[] c)
    {
        var left = Merged(Merged(Of(a), Of(b)), Of(c));

        Text(Merged(Of(a), Merged(Of(b), Of(c)))).ShouldBe(Text(left));
        Text(Merged(Of(c), Merged(Of(b), Of(a)))).ShouldBe(Text(left));
    }

    [Property]
    public void Merging_IsRecordingAllInOne((byte Shift, byte Value)[] a, (byte Shift, byte Value)[] b)
    {
        var merged = Merged(Of(a), Of(b));

        Text(merged).ShouldBe(Text(Of([.. a, .. b])));
        merged.Count.ShouldBe(a.Length + b.Length);
        merged.Max.ShouldBe(a.Concat(b).Select(Nanoseconds).DefaultIfEmpty().Max());
    }

    /// <summary>Up to the width of a bucket: a part cannot exceed its own maximum, which the merged one may lie just below of.</summary>
    [Property]
    public void MergedQuantiles_LieBetweenThoseOfTheParts((byte Shift, byte Value)[] a, (byte Shift, byte Value)[] b, byte quantile)
    {
        var q = quantile / 255.0;
        var parts = new[] { Of(a), Of(b) }.Where(part => part.Count > 0).Select(part => part.Quantile(q)).DefaultIfEmpty().ToList();

        Merged(Of(a), Of(b)).Quantile(q).ShouldBeInRange(parts.Min(), parts.Max() + (parts.Max() / 128));
    }

    [Property]
    public void Json_CarriesAHistogramWhole((byte Shift, byte Value)[] values, byte quantile)
    {
        var histogram = Of(values);

        var back = JsonSerializer.Deserialize<Histogram>(Text(histogram))!;

        Text(back).ShouldBe(Text(histogram));
        (back.Count, back.Max, back.Quantile(quantile / 255.0))
            .ShouldBe((histogram.Count, histogram.Max, histogram.Quantile(quantile / 255.0)));
    }

    [Property]
    public void AQuantile_IsNeverBelowTheTrueOne_AndAtMostOneInAHundredAndTwentyEightAbove((byte Shift, byte Value)[] values, byte quantile)
    {
        var q = quantile / 255.0;
        long[] sorted = [.. values.Select(Nanoseconds).Order()];
        var truth = sorted.Length == 0 ? 0 : sorted[Math.Max(1, (int)Math.Ceiling(q * sorted.Length)) - 1];

        Of(values).Quantile(q).ShouldBeInRange(truth, truth + (truth / 128));
    }

    private static Histogram Of(IEnumerable<(byte Shift, byte Value)> values)
    {
        var histogram = new Histogram();
        foreach (var value in values)
        {
            histogram.Record(Nanoseconds(value));
        }

        return histogram;
    }

    private static long Nanoseconds((byte Shift, byte Value) value) => (256L + value.Value) << (value.Shift % MostShift) >> 8;

    private static Histogram Merged(Histogram a, Histogram b)
    {
        var merged = new Histogram();
        merged.Add(a);
        merged.Add(b);
        return merged;
    }

    private static string Text(Histogram histogram) => JsonSerializer.Serialize(histogram);
}
