namespace Harness.Linux;

/// <summary>The TCP counters of the calling thread's network namespace.</summary>
public static class KernelCounters
{
    private static readonly string[] Sections = ["Tcp", "TcpExt"];

    /// <summary>Reads them all: <c>Tcp.ActiveOpens</c>, <c>TcpExt.TW</c>. What each means: Documentation/networking/snmp_counter.rst of the kernel.</summary>
    /// <exception cref="IOException">/proc is not mounted.</exception>
    public static IReadOnlyDictionary<string, long> Read()
    {
        var counters = new Dictionary<string, long>(StringComparer.Ordinal);
        Parse(File.ReadAllText("/proc/thread-self/net/snmp"), counters);
        Parse(File.ReadAllText("/proc/thread-self/net/netstat"), counters);
        return counters;
    }

    /// <summary>Adds the counters of a file that has pairs of lines, the names and then the values of one section.</summary>
    internal static void Parse(string text, Dictionary<string, long> counters)
    {
        foreach (var pair in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Chunk(2))
        {
            var section = pair[0][..pair[0].IndexOf(':', StringComparison.Ordinal)];
            if (Sections.Contains(section))
            {
                foreach (var (name, value) in pair[0].Split(' ').Zip(pair[1].Split(' ')).Skip(1))
                {
                    counters[$"{section}.{name}"] = long.Parse(value);
                }
            }
        }
    }
}
