using System.Text.Json.Serialization;

namespace Harness.Protocol.Counting;

/// <summary>
/// Who closed first, as one side saw it: the state of its own socket just before it closed. The two views differ where both closed at once.
/// </summary>
public sealed record CloseTally
{
    /// <summary>This side closed while the peer's FIN had not arrived.</summary>
    public long Self { get; init; }

    /// <summary>The peer's FIN had arrived.</summary>
    public long Peer { get; init; }

    /// <summary>This side sent an RST (by policy, or by closing with unread data) or received one.</summary>
    public long Reset { get; init; }

    /// <summary>Still open, or not seen.</summary>
    public long Unknown { get; init; }

    /// <summary>Closed by either side, and not reset.</summary>
    [JsonIgnore]
    public long Closed => Self + Peer;

    /// <summary>This and <paramref name="other"/> together.</summary>
    public CloseTally And(CloseTally other) => new()
    {
        Self = Self + other.Self, Peer = Peer + other.Peer, Reset = Reset + other.Reset, Unknown = Unknown + other.Unknown,
    };
}
