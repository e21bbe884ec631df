namespace Harness.Protocol.Time;

/// <summary>
/// How far another clock is ahead of this one, estimated from questions and answers. The exchange with the shortest round trip
/// says it best, and half of that round trip bounds the error (D. L. Mills, RFC 5905, section 8, takes the same sample of least delay).
/// </summary>
public sealed class ClockOffset
{
    // Crystals of computers are off by 10 to 50 millionths, so two may drift apart by as much.
    private const double Drift = 50e-6;

    private long? shortest;
    private long offset;
    private long at;

    /// <summary>The offset of a clock that is this one.</summary>
    public static ClockOffset None { get; } = new() { shortest = 0 };

    /// <summary>Nanoseconds that the other clock is ahead; 0 before the first answer.</summary>
    public long Nanoseconds => offset;

    /// <summary>The estimate is off by at most so many nanoseconds; null before the first answer.</summary>
    public long? Error => shortest / 2;

    /// <summary>Takes one question and its answer.</summary>
    /// <param name="asked">When the question was sent, by this clock.</param>
    /// <param name="other">What the other clock said.</param>
    /// <param name="answered">When the answer came, by this clock.</param>
    public void Add(long asked, long other, long answered)
    {
        var roundTrip = answered - asked;
        if (roundTrip >= 0 && (shortest is null || roundTrip < shortest))
        {
            (shortest, offset, at) = (roundTrip, other - asked - (roundTrip / 2), answered);
        }
    }

    /// <summary>
    /// This estimate or a later one, whichever is off by less at the later one's moment: the two clocks may have drifted apart meanwhile.
    /// </summary>
    public ClockOffset Or(ClockOffset later) =>
        shortest is null || (later.Error is { } error && error <= Error + (Drift * (later.at - at))) ? later : this;

    /// <summary>A moment of this clock as a moment of the other one.</summary>
    public long ToOther(long own) => own + offset;

    /// <summary>A moment of the other clock as a moment of this one.</summary>
    public long ToOwn(long other) => other - offset;
}
