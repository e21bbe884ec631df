namespace Harness.Analysis.Witness;

/// <summary>A row of witness.csv: one connection.</summary>
/// <param name="Wire">As the captures have it.</param>
/// <param name="Program">Who closed first, as the program had it; null where it did not follow single connections.</param>
public sealed record WitnessedConnection(WireConnection Wire, string? Program)
{
    /// <summary>Microseconds from the client's SYN.</summary>
    /// <param name="at">Nanoseconds since 1970; null of what did not happen.</param>
    public double? Since(long? at) => (at - Wire.BeganAt) / 1e3;
}
