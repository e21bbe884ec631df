using System.Buffers.Text;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Harness.Linux;

/// <summary>/proc/net/sockstat of the namespace in which the creating thread stands.</summary>
public sealed class SockStat : IDisposable
{
    private const string IPv6Path = "/proc/thread-self/net/sockstat6";

    private readonly SafeFileHandle file = File.OpenHandle(
        "/proc/thread-self/net/sockstat", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
    private readonly SafeFileHandle? fileOfIPv6 = File.Exists(IPv6Path)
        ? File.OpenHandle(IPv6Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)
        : null;
    private readonly byte[] buffer = new byte[1024];

    /// <inheritdoc/>
    public void Dispose()
    {
        file.Dispose();
        fileOfIPv6?.Dispose();
    }

    /// <summary>How many TIME_WAITs and FIN_WAIT2 minisockets there are together, of both address families.</summary>
    /// <remarks>Costs some tens of microseconds. Not for several threads at once.</remarks>
    public int Minisockets() => Parse(Read(file), "TCP:"u8, " tw "u8);

    /// <summary>How many TCP sockets of both families have an address: all but minisockets and those that are closed.</summary>
    /// <remarks>As <see cref="Minisockets"/>.</remarks>
    public int Open() =>
        Parse(Read(file), "TCP:"u8, " inuse "u8) + (fileOfIPv6 is null ? 0 : Parse(Read(fileOfIPv6), "TCP6:"u8, " inuse "u8));

    /// <summary>The <c>tw</c>, say, of the line <c>TCP: inuse 5 orphan 0 tw 12 alloc 7 mem 1</c>.</summary>
    internal static int Parse(ReadOnlySpan<byte> text, ReadOnlySpan<byte> line, ReadOnlySpan<byte> key)
    {
        var rest = text.IndexOf(line) is >= 0 and var start ? text[start..] : [];
        return rest.IndexOf(key) is >= 0 and var at && Utf8Parser.TryParse(rest[(at + key.Length)..], out int count, out _)
            ? count
            : throw new FormatException(
                $"/proc/net/sockstat has no '{Encoding.ASCII.GetString(key).Trim()}' after '{Encoding.ASCII.GetString(line)}'");
    }

    private ReadOnlySpan<byte> Read(SafeFileHandle from) => buffer.AsSpan(0, RandomAccess.Read(from, buffer, 0));
}
