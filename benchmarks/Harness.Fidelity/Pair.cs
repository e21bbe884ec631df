namespace Harness.Fidelity;

/// <summary>The real tool and the built-in profile at the same cell, a trial or more each.</summary>
internal sealed record Pair(Cell Cell, IReadOnlyList<Observation> Real, IReadOnlyList<Observation> BuiltIn)
{
    // One connection of twenty, or the one that ends while a run does.
    private const double ShareTolerance = 0.05;
    private const double ConnectionsTolerance = 0.1;

    /// <summary>What happens there varies from run to run, so the scenarios repeat it.</summary>
    internal bool IsRace => Real.Count > 1;

    /// <summary>
    /// Where nothing races: shares, connections per request and outcome are the same. In a race: the shares of the profile's
    /// runs and those of the tool's own runs overlap.
    /// </summary>
    internal bool Agrees =>
        Real.Concat(BuiltIn).Select(o => o.Outcome).Distinct(StringComparer.Ordinal).Count() == 1
        && Overlap(o => o.ConnectionsPerRequest, ConnectionsTolerance)
        && Real[0].Shares.Keys.All(who => Overlap(o => o.Shares[who], ShareTolerance));

    internal static (double Least, double Most) Range(IReadOnlyList<Observation> runs, Func<Observation, double> of) =>
        (runs.Min(of), runs.Max(of));

    private bool Overlap(Func<Observation, double> of, double tolerance)
    {
        var (real, builtIn) = (Range(Real, of), Range(BuiltIn, of));
        return builtIn.Most + tolerance >= real.Least && builtIn.Least - tolerance <= real.Most;
    }
}
