using System.Net;
using System.Text;
using Harness.Clients.Connections;
using Harness.Protocol.Counting;

namespace Harness.Tests.Pure.Clients;

/// <summary>
/// A channel that is no socket: it takes some rounds to connect, as TLS would, sends a few bytes at a time and receives what a test puts
/// there.
/// </summary>
/// <param name="rounds">How often it must be asked before it is connected.</param>
/// <param name="room">Bytes that one send takes.</param>
internal sealed class FakeChannel(int rounds = 1, int room = int.MaxValue) : IByteChannel
{
    private readonly Queue<byte[]> input = [];
    private int asked;

    /// <summary>What was sent.</summary>
    public string Sent { get; private set; } = "";

    /// <summary>How it was ended; null while it is open.</summary>
    public string? End { get; private set; }

    /// <summary>The thread on which a close that may block was called.</summary>
    public int ClosedOn { get; private set; }

    /// <summary>What to call when it is ready; null when nobody waits.</summary>
    public Action? Ready { get; private set; }

    public int LocalPort => 0;

    /// <summary>Something arrives; nothing at all is the end.</summary>
    public void Receive(string text) => input.Enqueue(Encoding.ASCII.GetBytes(text));

    /// <summary>Calls back whoever waits.</summary>
    public void Signal()
    {
        var ready = Ready!;
        Ready = null;
        ready();
    }

    public bool TryConnect(SocketAddress server) => ++asked >= rounds;

    public int TrySend(ReadOnlySpan<byte> bytes)
    {
        var taken = Math.Min(room, bytes.Length);
        Sent += Encoding.ASCII.GetString(bytes[..taken]);
        return taken;
    }

    public int? TryReceive(Span<byte> buffer)
    {
        if (!input.TryDequeue(out var bytes))
        {
            return null;
        }

        bytes.CopyTo(buffer);
        return bytes.Length;
    }

    public void WaitForInput(TimeSpan within)
    {
    }

    public bool WhenReady(Action ready)
    {
        Ready = ready;
        return true;
    }

    public void Wake() => Signal();

    public void MarkGone() => End = "gone";

    public FirstCloser Close() => Ended("close", FirstCloser.Self);

    public FirstCloser ShutdownThenClose() => Ended("shutdown, close", FirstCloser.Self);

    public FirstCloser CloseLingering(TimeSpan time)
    {
        ClosedOn = Environment.CurrentManagedThreadId;
        return Ended($"linger {time.TotalSeconds} s", FirstCloser.Self);
    }

    public FirstCloser Reset() => Ended("reset", FirstCloser.Reset);

    private FirstCloser Ended(string how, FirstCloser first)
    {
        End.ShouldBeNull("it is ended once");
        End = how;
        return first;
    }
}
