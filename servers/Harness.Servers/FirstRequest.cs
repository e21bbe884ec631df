using System.Buffers;
using System.Text;

namespace Harness.Servers;

/// <summary>Keeps the first request head that comes in on any connection. Safe for threads.</summary>
internal sealed class FirstRequest
{
    // Room for any tool's; a browser's may be cut.
    private const int Kept = 2048;

    private string? text;

    /// <summary>Latin-1, so that every byte is one character; the empty line that ends it is included. Null: none yet.</summary>
    public string? Text => text;

    /// <summary>Keeps <paramref name="head"/> unless there was one before.</summary>
    public void Observe(ReadOnlySequence<byte> head)
    {
        if (text is null)
        {
            Interlocked.CompareExchange(ref text, Encoding.Latin1.GetString(head.Slice(0, Math.Min(head.Length, Kept))), null);
        }
    }
}
