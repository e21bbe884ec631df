using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    /// <summary>
    /// <c>struct epoll_event</c> as bytes: <c>uint32_t events</c>, then 64 bits of data, packed on x86-64 and nowhere else
    /// (sys/epoll.h).
    /// </summary>
    internal static class EpollEvent
    {
        internal const uint EPOLLIN = 1;
        internal const uint EPOLLOUT = 4;
        internal const uint EPOLLET = 1u << 31;

        /// <summary>Bytes of one event: <c>sizeof(struct epoll_event)</c>.</summary>
        internal static readonly int Size = RuntimeInformation.ProcessArchitecture is Architecture.X64 ? 12 : 16;

        private static readonly int DataOffset = Size - sizeof(ulong);

        internal static void Write(Span<byte> bytes, uint events, int data)
        {
            MemoryMarshal.Write(bytes, events);
            MemoryMarshal.Write(bytes[DataOffset..], (long)data);
        }

        /// <summary>What <see cref="Write"/> was given with the descriptor whose event is the <paramref name="index"/>th.</summary>
        internal static int DataOf(ReadOnlySpan<byte> events, int index) =>
            (int)MemoryMarshal.Read<long>(events[((index * Size) + DataOffset)..]);
    }
}
