using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Harness.Linux;

/// <summary>
/// The TCP counters of the network namespace in which the creating thread stands. Their files stay open, so they can be read
/// when no descriptor is left.
/// </summary>
public sealed class KernelCounters : IDisposable
{
    private static readonly string[] Sections = ["Tcp", "TcpExt"];

    private readonly SafeFileHandle[] files = [Open("snmp"), Open("netstat")];

    /// <summary>Those of the calling thread's namespace, now.</summary>
    /// <exception cref="IOException">/proc is not mounted.</exception>
    public static IReadOnlyDictionary<string, long> Now()
    {
        using var counters = new KernelCounters();
        return counters.Read();
    }

    /// <summary>
    /// Reads them all: <c>Tcp.ActiveOpens</c>, <c>TcpExt.TW</c>. What each means: Documentation/networking/snmp_counter.rst of the kernel.
    /// </summary>
    public IReadOnlyDictionary<string, long> Read()
    {
        var counters = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            Parse(Text(file), counters);
        }

        return counters;
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(files, f => f.Dispose());

    private static SafeFileHandle Open(string table) =>
        File.OpenHandle($"/proc/thread-self/net/{table}", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    private static string Text(SafeFileHandle file)
    {
        var buffer = new byte[32 * 1024];
        var length = 0;
        for (int read; (read = RandomAccess.Read(file, buffer.AsSpan(length), length)) > 0;)
        {
            length += read;
        }

        return Encoding.ASCII.GetString(buffer, 0, length);
    }

    /// <summary>Adds the counters of a file that has pairs of lines, the names and then the values of one section.</summary>
    /// <exception cref="FormatException">It has other lines.</exception>
    internal static void Parse(string text, Dictionary<string, long> counters)
    {
        foreach (var pair in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Chunk(2))
        {
            var section = pair[0].Split(':')[0];
            if (pair.Length < 2 || section.Length == pair[0].Length)
            {
                throw new FormatException($"not a pair of lines of counters: {pair[0]}");
            }

            if (Sections.Contains(section))
            {
                foreach (var (name, value) in pair[0].Split(' ').Zip(pair[1].Split(' ')).Skip(1))
                {
                    counters[$"{section}.{name}"] = long.TryParse(value, out var number)
                        ? number
                        : throw new FormatException($"{name} is no number: {value}");
                }
            }
        }
    }
}
