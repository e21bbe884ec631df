namespace Harness.Analysis.Sequences;

/// <summary>The control bits of a TCP header in words.</summary>
public static class SegmentFlags
{
    /// <summary>The bits by their names, in the order in which tcpdump and Wireshark name them.</summary>
    private static readonly (byte Bit, string Name)[] Names =
    [
        (0x01, "FIN"), (0x02, "SYN"), (0x04, "RST"), (0x08, "PSH"), (0x10, "ACK"), (0x20, "URG"), (0x40, "ECE"), (0x80, "CWR"),
    ];

    /// <summary>Whether it has FIN.</summary>
    public static bool Ends(byte flags) => (flags & 0x01) != 0;

    /// <summary>Whether it has SYN.</summary>
    public static bool Opens(byte flags) => (flags & 0x02) != 0;

    /// <summary>Whether it has RST.</summary>
    public static bool Resets(byte flags) => (flags & 0x04) != 0;

    /// <summary>Whether its acknowledgment number means something.</summary>
    public static bool Acknowledges(byte flags) => (flags & 0x10) != 0;

    /// <summary><c>FIN ACK</c>; empty without any.</summary>
    public static string Text(byte flags, string between = " ") =>
        string.Join(between, Names.Where(n => (flags & n.Bit) != 0).Select(n => n.Name));

    /// <summary>The reverse of <see cref="Text"/>; null of other words.</summary>
    public static byte? TryParse(string text)
    {
        byte flags = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Array.Find(Names, n => n.Name == word) is not { Bit: > 0 and var bit })
            {
                return null;
            }

            flags |= bit;
        }

        return flags;
    }
}
