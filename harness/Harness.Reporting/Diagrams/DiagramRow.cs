using Harness.Analysis.Sequences;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;

namespace Harness.Reporting.Diagrams;

/// <summary>A row of a sequence diagram, from top to bottom.</summary>
/// <param name="At">Seconds on the trial's axis of time.</param>
/// <param name="Text">What it says.</param>
internal abstract record DiagramRow(double At, string Text)
{
    /// <summary>When what it stands for was over.</summary>
    public double Until { get; init; } = At;

    /// <summary>A segment arrives at the link, or a copy leaves it.</summary>
    /// <param name="At">When.</param>
    /// <param name="Text">Its flags and numbers.</param>
    /// <param name="Of">The segment.</param>
    /// <param name="Fate">What becomes of it.</param>
    /// <param name="Note">What the link did to it; empty where it passed like any other.</param>
    public sealed record Arrival(double At, string Text, SequenceEvent.Segment Of, Fate Fate, string Note) : DiagramRow(At, Text)
    {
        /// <summary>Whether its bytes had passed before.</summary>
        public bool IsAgain { get; init; }
    }

    /// <summary>A segment leaves the link a while after it had arrived there.</summary>
    /// <param name="At">When.</param>
    /// <param name="Of">The segment.</param>
    public sealed record Departure(double At, SequenceEvent.Segment Of) : DiagramRow(At, "");

    /// <summary>An end's socket is in another state.</summary>
    /// <param name="At">When it was seen.</param>
    /// <param name="Text">The state's name.</param>
    /// <param name="Of">Whose socket.</param>
    /// <param name="State">The state; null: there is no such socket any more.</param>
    public sealed record Change(double At, string Text, Tier Of, TcpState? State) : DiagramRow(At, Text)
    {
        /// <summary>When the last look began that found it otherwise: it changed between then and now.</summary>
        public double? After { get; init; }
    }

    /// <summary>What follows is another connection of the same ports.</summary>
    public sealed record Renewal(double At) : DiagramRow(At, "a new connection of the same addresses and ports");

    /// <summary>Several rows as one line.</summary>
    public sealed record Fold(double At, string Text) : DiagramRow(At, Text);

    /// <summary>For long nothing happens.</summary>
    public sealed record Pause(double At, string Text) : DiagramRow(At, Text);
}

/// <summary>What becomes of a segment at the link.</summary>
internal enum Fate
{
    /// <summary>It leaves at once.</summary>
    Passes,

    /// <summary>It leaves a while later, in a row of its own.</summary>
    Waits,

    /// <summary>It does not leave.</summary>
    Stops,

    /// <summary>It is a copy that the link had kept.</summary>
    Returns,
}
