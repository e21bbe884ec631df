using Harness.Analysis.Results;

namespace Harness.Analysis.Witness;

/// <summary>What is to be said of a witness.</summary>
public static class WitnessWarnings
{
    /// <summary>None when it read everything and agrees.</summary>
    public static IEnumerable<Warning> Of(WitnessSummary witness)
    {
        if (witness.Missed > 0)
        {
            yield return new(
                "witness_missed",
                $"the captures of the witness lack {witness.Missed:N0} segments, so nothing was compared",
                "use a shorter or a slower load: a capture is at most 64 MiB large");
        }

        if (witness.Disagreed > 0)
        {
            yield return new(
                "witness_disagrees",
                $"an independent reading of the segments disagrees on {witness.Disagreed:N0} of {witness.Connections:N0} connections; "
                + witness.Disagreements[0],
                "do not rely on this trial; please report it with the result folder: witness.csv names each connection");
        }
    }
}
