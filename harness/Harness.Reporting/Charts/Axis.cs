namespace Harness.Reporting.Charts;

/// <summary>What an axis of a chart measures, and how far it goes.</summary>
public abstract record Axis
{
    private Axis()
    {
    }

    /// <summary>Seconds, from 0.</summary>
    /// <param name="End">Where it ends; 0 where nothing was sampled.</param>
    /// <param name="Label">What they count.</param>
    public sealed record Time(double End, string Label = "seconds since sampling began") : Axis;

    /// <summary>Numbers of things, from 0 to where the data end.</summary>
    /// <param name="Reaches">A value that stays in view however far below it the data end; null: none.</param>
    public sealed record Counts(int? Reaches = null) : Axis;

    /// <summary>Shares of a whole, 0 to 100.</summary>
    /// <param name="Label">What they are shares of; null where the title says so.</param>
    public sealed record Percent(string? Label = null) : Axis;

    /// <summary>Microseconds of waiting, on a logarithmic scale.</summary>
    /// <param name="Edge">Where it begins, more than 0.</param>
    /// <param name="End">Where it ends.</param>
    /// <param name="HasZero">The left edge stands for no delay at all.</param>
    public sealed record Delays(double Edge, double End, bool HasZero) : Axis;

    /// <summary>Microseconds that something took, on a logarithmic scale.</summary>
    public sealed record Durations : Axis;

    /// <summary>Things by name, one beside the other; a point's place is its number, from 0.</summary>
    /// <param name="Words">The names.</param>
    /// <param name="Label">What they are names of; null where the title says so.</param>
    public sealed record Names(IReadOnlyList<string> Words, string? Label = null) : Axis;
}
