using Harness.Analysis.Results;

namespace Harness.Analysis.Catalogue;

/// <summary>A number of a trial that has a key: what expectations, comparisons, baselines and reports may name.</summary>
/// <param name="Key">Stable, for programs: <c>server.time_wait.entered</c>. Where summary.json has the number, its path there.</param>
/// <param name="Label">For people, without the subject: <c>TIME_WAITs entered</c>.</param>
/// <param name="Unit">What its values are.</param>
/// <param name="Value">
/// Its value, as summary.json has it; null when it was not measured. Some are 0 there when nothing was measured: see <see
/// cref="IsMeasured"/>.
/// </param>
public sealed record Figure(string Key, string Label, FigureUnit Unit, Func<MeasuredTrial, double?> Value)
{
    /// <summary>What it is a figure of, when its label does not say that: <c>server</c>.</summary>
    public string Subject { get; init; } = "";

    /// <summary>For people, complete: <c>server: TIME_WAITs entered</c>.</summary>
    public string Words => Subject.Length == 0 ? Label : $"{Subject}: {Label}";

    /// <summary>For the head of a column in a narrow table of one subject; the label where nothing shorter is usual.</summary>
    public string Heading { get => field ?? Label; init; }

    /// <summary>Which direction is better.</summary>
    public Direction Better { get; init; }

    /// <summary>What it speaks of.</summary>
    public Scope Scope { get; init; }

    /// <summary>How the values of several nodes become one.</summary>
    public Merge Merge { get; init; }

    /// <summary>
    /// Whether a 0 was measured, and does not stand for nothing.
    /// </summary>
    public Func<MeasuredTrial, bool> IsMeasured { get; init; } = _ => true;

    /// <summary>
    /// What a check takes it as a share of, when the rounds open different numbers of connections; null when it is no such count.
    /// </summary>
    public Whole? PartOf { get; init; }

    /// <summary>What compare shows it as a share of, in percent; null when it shows the figure itself.</summary>
    public Whole? ComparedAsShareOf { get; init; }

    /// <summary>What it is a rate or a cost of.</summary>
    public Per Per { get; init; }

    /// <summary>Where it is used without being named.</summary>
    public DefaultUse DefaultUse { get; init; }

    /// <summary>What its values are in a comparison.</summary>
    public FigureUnit ComparedUnit => ComparedAsShareOf is null ? Unit : FigureUnit.Percent;

    /// <summary>Its value; null when nothing was measured.</summary>
    public double? Measured(MeasuredTrial trial) => IsMeasured(trial) ? Value(trial) : null;

    /// <summary>Its value in a comparison: the figure itself, or its share in percent. Null when nothing was measured.</summary>
    public double? Compared(MeasuredTrial trial)
    {
        if (ComparedAsShareOf is not { } whole)
        {
            return Measured(trial);
        }

        var all = whole.Count(trial.Summary);
        return all == 0 || !IsMeasured(trial) ? null : Math.Round(100.0 * Value(trial)!.Value / all, 3);
    }
}

/// <summary>What a count can be a share of.</summary>
/// <param name="Words">In a sentence after a share: <c>of the connections</c>.</param>
/// <param name="Count">How many there were in a trial.</param>
public sealed record Whole(string Words, Func<TrialSummary, long> Count)
{
    /// <summary>The connections that the load tried to make, those that could not be opened included.</summary>
    public static Whole Connections { get; } = new(
        "of the connections", t => Math.Max(t.Connections.Opened ?? 0, (t.Connections.Completed ?? 0) + (t.Connections.Failed ?? 0)));

    /// <summary>The connections of which it is known how they ended.</summary>
    public static Whole KnownEnds { get; } = new("of the connections whose end is known", t => t.ClosedFirst.Known());
}
