using System.Buffers;
using System.Diagnostics;
using Harness.Protocol.Contracts;

namespace Harness.Agent.Captures;

/// <summary>
/// Collects frames as a pcap file and hands it over piece by piece. A thread of its own does so: who adds need not wait.
/// </summary>
internal sealed class FrameCapture
{
    /// <summary>Bytes of the file; frames that no longer fit are left out and counted.</summary>
    public const int MostBytes = 64 << 20;

    // A piece travels as one line between processes.
    private const int MostPerPiece = 256 << 10;
    private const long Every = 100_000_000;

    private readonly Action<byte[]> take;
    private readonly IPreciseDelay delay;
    private readonly Lock gate = new();
    private readonly Thread thread;
    private Buffer written = new();
    private Buffer spare = new();
    private int size = PcapFormat.FileHeaderLength;
    private volatile bool isStopping;

    /// <summary>Starts the thread that hands the pieces over.</summary>
    /// <param name="type">What a frame begins with.</param>
    /// <param name="take">Takes the pieces, in order.</param>
    /// <param name="delay">Paces them.</param>
    public FrameCapture(LinkType type, Action<byte[]> take, IPreciseDelay delay)
    {
        (this.take, this.delay) = (take, delay);
        written.Bytes.Write(PcapFormat.FileHeader(type));
        thread = new Thread(Run) { Name = "capture", IsBackground = true };
        thread.Start();
    }

    /// <summary>Frames that had no room. Read it after <see cref="Stop"/>.</summary>
    public long LeftOut { get; private set; }

    /// <param name="frame">Copied.</param>
    /// <param name="length">Bytes that it had on the wire: as many, or more.</param>
    /// <param name="arrived">Nanoseconds since 1970.</param>
    public void Add(ReadOnlySpan<byte> frame, int length, long arrived)
    {
        if (size + PcapFormat.RecordHeaderLength + frame.Length > MostBytes)
        {
            LeftOut++;
            return;
        }

        Span<byte> header = stackalloc byte[PcapFormat.RecordHeaderLength];
        PcapFormat.WriteRecordHeader(header, frame.Length, length, arrived);
        size += header.Length + frame.Length;
        lock (gate)
        {
            written.CutBefore(header.Length + frame.Length);
            written.Bytes.Write(header);
            written.Bytes.Write(frame);
        }
    }

    /// <summary>Hands over the rest; nothing may be added any more.</summary>
    public void Stop()
    {
        isStopping = true;
        thread.Join();
    }

    private void Run()
    {
        while (!isStopping)
        {
            HandOver();
            delay.Until(Stopwatch.GetTimestamp() + Every);
        }

        HandOver();
    }

    private void HandOver()
    {
        lock (gate)
        {
            (written, spare) = (spare, written);
        }

        var bytes = spare.Bytes.WrittenSpan;
        var from = 0;
        foreach (var cut in spare.Cuts.Append(bytes.Length))
        {
            if (cut > from)
            {
                take([.. bytes[from..cut]]);
            }

            from = cut;
        }

        spare.Bytes.ResetWrittenCount();
        spare.Cuts.Clear();
    }

    /// <summary>What was written, and where it is cut into pieces: a full disk that takes no more of them leaves whole frames.</summary>
    private sealed class Buffer
    {
        public ArrayBufferWriter<byte> Bytes { get; } = new();

        public List<int> Cuts { get; } = [];

        public void CutBefore(int more)
        {
            if (Bytes.WrittenCount - Cuts.LastOrDefault() + more > MostPerPiece)
            {
                Cuts.Add(Bytes.WrittenCount);
            }
        }
    }
}
