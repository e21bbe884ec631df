namespace Harness.Servers.Transports;

/// <summary>What both transports agree on about the head of a request.</summary>
internal static class RequestHead
{
    /// <summary>A longer head is refused; the request of a browser is a tenth of this.</summary>
    public const int MaxBytes = 16384;

    /// <summary>The empty line (RFC 9112, 2.1).</summary>
    public static ReadOnlySpan<byte> End => "\r\n\r\n"u8;
}
