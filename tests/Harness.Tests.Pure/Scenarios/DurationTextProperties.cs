using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Scenarios;

/// <summary>
/// Every duration that a scenario may have is read back from what is written of it, and every text is a duration or none.
/// </summary>
public sealed class DurationTextProperties
{
    [Property(Arbitrary = [typeof(Generated)])]
    public void ADuration_IsReadBackFromItsText(TimeSpan duration) =>
        DurationText.TryParse(DurationText.Format(duration)).ShouldBe(duration);

    [Property(Arbitrary = [typeof(Generated)])]
    public void ADurationsText_IsTheShortest_AndStaysAsItIs(TimeSpan duration)
    {
        var text = DurationText.Format(duration);

        DurationText.Format(DurationText.TryParse(text)!.Value).ShouldBe(text);
        (string Unit, long Ticks)[] units =
        [
            ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute),
            ("s", TimeSpan.TicksPerSecond), ("ms", TimeSpan.TicksPerMillisecond),
        ];
        foreach (var (unit, ticks) in units)
        {
            if (duration > TimeSpan.Zero && duration.Ticks % ticks == 0)
            {
                text.Length.ShouldBeLessThanOrEqualTo($"{duration.Ticks / ticks}{unit}".Length);
            }
        }
    }

    [Property(Arbitrary = [typeof(Generated)], MaxTest = 2000)]
    public void AnyText_IsADurationOrNone_AndNeverAFault(NonNull<string> text)
    {
        if (DurationText.TryParse(text.Get) is { } duration)
        {
            duration.ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
            DurationText.TryParse(DurationText.Format(duration)).ShouldBe(duration);
        }
    }

    [Theory]
    [InlineData("٣s")]
    [InlineData("3s\n")]
    [InlineData("")]
    [InlineData("-1s")]
    [InlineData("1e3s")]
    [InlineData("99999999999h")]
    public void WhatOnlyLooksLikeADuration_IsNone(string text) => DurationText.TryParse(text).ShouldBeNull();

    private static class Generated
    {
        /// <summary>Whole microseconds to a day and more, round and crooked ones.</summary>
        public static Arbitrary<TimeSpan> Durations() => (
            from count in Gen.OneOf(Gen.Choose(0, 1000), Gen.Choose(0, int.MaxValue))
            from microseconds in Gen.Elements(1L, 1000, 1_000_000, 60_000_000, 3_600_000_000)
            select TimeSpan.FromMicroseconds(count * microseconds % 172_800_000_000)).ToArbitrary();

        /// <summary>Texts of what durations are made of, and of some that looks like it.</summary>
        public static Arbitrary<NonNull<string>> Texts() => (
            from length in Gen.Choose(1, 5)
            from pieces in Gen.Elements("0", "7", "12", "999999999", "٣", ".", "us", "ms", "s", "m", "h", "-", "e", " ", "\n")
                .ListOf(length)
            select NonNull<string>.NewNonNull(string.Concat(pieces))).ToArbitrary();
    }
}
