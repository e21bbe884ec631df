using Harness.Scenarios.Options;

namespace Harness.Analysis.Results;

/// <summary>compare.json: policies next to each other. The first subject is the reference that the others are compared with.</summary>
public sealed record Comparison
{
    /// <summary>The form of this record that this program writes; a newer one is refused.</summary>
    public const int NewestFormat = 1;

    /// <summary>The form of this file; readers refuse a newer one.</summary>
    public int Format { get; init; } = NewestFormat;

    /// <summary>When the comparison was begun, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>False when its runs were interrupted or broke off; what was complete is compared.</summary>
    public bool Complete { get; init; } = true;

    /// <summary>What came out, in words, from the figures below alone.</summary>
    public IReadOnlyList<string> Verdict { get; init; } = [];

    /// <summary>What a reader must know before believing the figures: incomplete runs, other machines, other versions of a scenario.</summary>
    public IReadOnlyList<Warning> Notes { get; init; } = [];

    /// <summary>What was compared, the reference first.</summary>
    public required IReadOnlyList<ComparedSubject> Subjects { get; init; }

    /// <summary>The figures, in reading order; those that no subject has are left out.</summary>
    public required IReadOnlyList<ComparedMetric> Metrics { get; init; }

    /// <summary>How the differences were judged.</summary>
    public required ComparisonTests Tests { get; init; }

    /// <summary>The axes of a matrix (-L), in the order given; empty without one.</summary>
    public IReadOnlyList<SweepAxis> Matrix { get; init; } = [];
}

/// <summary>How the differences of a <see cref="Comparison"/> were judged.</summary>
/// <param name="Method">The test and the interval, in words.</param>
/// <param name="Level">The level of each test, 0 to 1: a difference is marked when its p-value is at most this.</param>
/// <param name="Tested">Differences that were tested. Those that are the same in every run need no test.</param>
/// <param name="ByChance">How many of them would be marked on average if there were no difference at all.</param>
/// <param name="Marked">How many were marked.</param>
/// <param name="MarkedAfterHolm">How many of these also hold after Holm's correction over all that were tested.</param>
public sealed record ComparisonTests(string Method, double Level, int Tested, double ByChance, int Marked, int MarkedAfterHolm);
