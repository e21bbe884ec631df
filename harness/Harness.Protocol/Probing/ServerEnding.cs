using System.Text.Json.Serialization;

namespace Harness.Protocol.Probing;

/// <summary>How a probed server ended a connection.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ServerEnding>))]
public enum ServerEnding
{
    /// <summary>FIN, and an RST for the first byte that came after it: close(2), or a drain too short to be told from it.</summary>
    [JsonStringEnumMemberName("plain_close")]
    PlainClose,

    /// <summary>FIN, and bytes that came after it were read for a while: shutdown(SHUT_WR), drain, close(2).</summary>
    [JsonStringEnumMemberName("half_close_then_drain")]
    HalfCloseThenDrain,

    /// <summary>FIN, and then an RST that no byte of the client asked for: shutdown(SHUT_WR), SO_LINGER 0, close(2).</summary>
    [JsonStringEnumMemberName("fin_then_reset")]
    FinThenReset,

    /// <summary>RST instead of FIN: SO_LINGER 0, or close(2) with bytes unread.</summary>
    [JsonStringEnumMemberName("reset")]
    Reset,

    /// <summary>No FIN of its own; it closed once the client had.</summary>
    [JsonStringEnumMemberName("when_client_closes")]
    WhenClientCloses,

    /// <summary>No FIN, not even after the client's: the server is left in CLOSE_WAIT.</summary>
    [JsonStringEnumMemberName("never")]
    Never,
}
