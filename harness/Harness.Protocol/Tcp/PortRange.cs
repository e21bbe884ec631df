using System.Globalization;
using System.Runtime.InteropServices;

namespace Harness.Protocol.Tcp;

/// <summary>Neighbouring ports, of which the kernel may choose.</summary>
/// <param name="Low">The first one.</param>
/// <param name="High">The last one, itself included.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PortRange(int Low, int High)
{
    /// <summary>How many there are.</summary>
    public int Width => High - Low + 1;

    /// <summary>Reads <c>ip_local_port_range</c> as the kernel writes it: two numbers with a space or tab between them.</summary>
    /// <returns>Null for no text, and for another one.</returns>
    public static PortRange? Parse(string? text) =>
        text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var low, var high]
        && int.TryParse(low, CultureInfo.InvariantCulture, out var first)
        && int.TryParse(high, CultureInfo.InvariantCulture, out var last)
            ? new(first, last)
            : null;

    /// <summary>
    /// Windows of <paramref name="width"/> ports, side by side, which cover all of them; the last one reaches back into the one before
    /// where the width does not divide. One window, all of them, where there are no more.
    /// </summary>
    public IReadOnlyList<PortRange> Windows(int width)
    {
        var (low, high) = (Low, High);
        return width >= Width
            ? [this]
            : [.. Enumerable.Range(0, (Width + width - 1) / width)
                .Select(i => Math.Min(low + (i * width), high - width + 1))
                .Select(first => new PortRange(first, first + width - 1))];
    }
}
