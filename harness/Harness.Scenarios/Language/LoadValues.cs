using Harness.Scenarios.Options;
using Harness.Scenarios.Shapes;

namespace Harness.Scenarios.Language;

/// <summary>The values that load steps are made of, and their bounds.</summary>
internal static class LoadValues
{
    /// <summary>The interval of a rate that names none.</summary>
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static Shape<int> Copies { get; } = Values.Whole(1, 100_000);

    public static Shape<int> CopiesOrNone { get; } = Values.Whole(0, 100_000);

    public static Shape<int> Rate { get; } = Values.Whole(1, 1_000_000);

    public static Shape<int> RateOrNone { get; } = Values.Whole(0, 1_000_000);

    public static Shape<int> Iterations { get; } = Values.Whole(1, 1_000_000_000);

    public static Shape<TimeSpan> Interval { get; } = Values.Duration(TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));

    public static Shape<TimeSpan> During { get; } = Values.Duration(TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(24));

    public static Shape<Spacing> Spacing { get; } = Values.Word(("even", Options.Spacing.Even), ("random", Options.Spacing.Random));
}
