using Harness.Protocol.Counting;
using Harness.Protocol.Sequences;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Sequences;

/// <summary>Something that happened between two ends.</summary>
/// <param name="At">Seconds on the trial's axis of time.</param>
public abstract record SequenceEvent(double At)
{
    /// <summary>A segment arrived at the link; or a copy, which has a deed that says so, was sent on its way there.</summary>
    /// <param name="At">When.</param>
    /// <param name="LeftAt">When it left the link; null when it did not.</param>
    /// <param name="Facts">What its header says.</param>
    /// <param name="Deeds">What the rules did to it; none where it passed like any other.</param>
    public sealed record Segment(double At, double? LeftAt, SegmentFacts Facts, IReadOnlyList<SegmentDeed> Deeds) : SequenceEvent(At)
    {
        /// <summary>Whether it is a copy, which arrives besides the original.</summary>
        public bool IsCopy => Deeds.Any(d => d.Act == SegmentAct.Delivered);

        /// <summary>Whether it never arrives because of a rule.</summary>
        public bool IsDropped => Deeds.Any(d => d.Act == SegmentAct.Dropped);
    }

    /// <summary>An end's socket was found in another state than before.</summary>
    /// <param name="At">When the look ended that found it so.</param>
    /// <param name="After">When the last look began that found it otherwise; null when there was none.</param>
    /// <param name="Of">Whose socket.</param>
    /// <param name="Found">The state; null: there is no such socket any more.</param>
    /// <param name="IsMinisocket">True for TIME_WAIT, and for a FIN_WAIT2 whose owner has closed.</param>
    public sealed record State(double At, double? After, Tier Of, TcpState? Found, bool IsMinisocket) : SequenceEvent(At);

    /// <summary>Segments passed that were not kept.</summary>
    /// <param name="At">When the next one arrived that was kept, or else the last one.</param>
    /// <param name="Segments">How many.</param>
    public sealed record LeftOut(double At, int Segments) : SequenceEvent(At);
}
