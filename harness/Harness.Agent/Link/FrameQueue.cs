namespace Harness.Agent.Link;

/// <summary>Frames on their way, earliest due first; those due at the same time in the order in which they were added.</summary>
/// <param name="capacity">More are refused.</param>
internal sealed class FrameQueue(int capacity)
{
    private readonly PriorityQueue<QueuedFrame, (long Due, long Number)> frames = new();
    private readonly Stack<byte[]> spare = new();
    private long added;

    /// <summary>The earliest; the end of time when there is none.</summary>
    public long NextDue => frames.TryPeek(out _, out var order) ? order.Due : long.MaxValue;

    /// <summary>Keeps a copy.</summary>
    /// <returns>False when it is full.</returns>
    public bool TryAdd(LinkDirection to, ReadOnlySpan<byte> frame, long due, long mark = 0)
    {
        if (frames.Count == capacity)
        {
            return false;
        }

        var buffer = spare.TryPop(out var used) && used.Length >= frame.Length ? used : new byte[Math.Max(frame.Length, 2048)];
        frame.CopyTo(buffer);
        frames.Enqueue(new QueuedFrame(to, buffer, frame.Length, due, mark), (due, added++));
        return true;
    }

    /// <summary>Takes the earliest if it is due.</summary>
    public bool TryTake(long now, out QueuedFrame frame)
    {
        if (NextDue > now)
        {
            frame = default;
            return false;
        }

        frame = frames.Dequeue();
        return true;
    }

    /// <summary>Gives back the memory of a frame that was taken.</summary>
    public void Release(QueuedFrame frame) => spare.Push(frame.Buffer);
}
