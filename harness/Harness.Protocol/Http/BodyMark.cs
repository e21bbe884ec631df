namespace Harness.Protocol.Http;

/// <summary>
/// Bodies that say which connection they belong to: those of one connection, both ways, consist of one character, and its requests name it
/// in a field. Two connections have the same one when their numbers differ by a multiple of 62.
/// </summary>
public static class BodyMark
{
    /// <summary>The field that names a connection's character.</summary>
    public const string Field = "Body-Mark";

    private static ReadOnlySpan<byte> Characters => "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8;

    /// <summary>The character of a connection.</summary>
    /// <param name="connection">Its number among those of its client.</param>
    public static byte Of(uint connection) => Characters[(int)(connection % (uint)Characters.Length)];

    /// <summary>The character that a field's value names; null for one that names none.</summary>
    public static byte? Parse(string value) => value.Length == 1 && Characters.Contains((byte)value[0]) ? (byte)value[0] : null;

    /// <summary>Bytes of a body that are not of its connection.</summary>
    /// <param name="body">A part of the body.</param>
    /// <param name="mark">The connection's character; null when it has none, and nobody knows.</param>
    public static int CountForeign(ReadOnlySpan<byte> body, byte? mark) => mark is { } own ? body.Length - body.Count(own) : 0;
}
