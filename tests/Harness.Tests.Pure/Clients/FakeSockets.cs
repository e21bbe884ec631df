using System.Net;
using System.Net.Sockets;
using System.Text;
using Harness.Protocol.Counting;
using Harness.Protocol.Tcp;

namespace Harness.Tests.Pure.Clients;

/// <summary>
/// Sockets to a server that answers at once and waits for the client to close, numbered in the order in which they connect; a test says
/// when their thread hears of events.
/// </summary>
internal sealed class FakeSockets : ITcpSockets
{
    private readonly Lock gate = new();
    private readonly List<string> calls = [];
    private readonly List<FakeSocket> waiting = [];
    private readonly List<Action> deferred = [];
    private bool isRound;
    private int connected;

    /// <summary>What has been done to them: <c>connect 1</c>, <c>send 1</c>, <c>close 1</c>.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (gate)
            {
                return [.. calls];
            }
        }
    }

    /// <summary>Every connect is refused.</summary>
    public bool Refuses { get; init; }

    /// <summary>What the last one was opened with.</summary>
    public TcpTraits Traits { get; private set; }

    /// <summary>How many wait for an event.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return waiting.Count;
            }
        }
    }

    /// <summary>The ports that they were to be bound to, and the windows that they were to choose from, in order.</summary>
    public List<(int? Port, PortRange? Window)> Ports { get; } = [];

    public ITcpSocket Open(AddressFamily family, TcpTraits traits, SocketAddress? source = null, PortRange? window = null)
    {
        Traits = traits;
        lock (gate)
        {
            Ports.Add((source is null ? null : (source[2] << 8) | source[3], window));
        }

        return new FakeSocket(this);
    }

    public ITcpListener Listen(IPEndPoint endPoint, int backlog, TcpTraits traits) => throw new NotSupportedException();

    public bool Defer(Action action)
    {
        if (isRound)
        {
            deferred.Add(action);
        }

        return isRound;
    }

    /// <summary>All that wait hear of an event; then what had been deferred by then is called.</summary>
    public void Round()
    {
        FakeSocket[] ready;
        lock (gate)
        {
            ready = [.. waiting];
            waiting.Clear();
        }

        isRound = true;
        foreach (var socket in ready)
        {
            socket.Answer();
        }

        Action[] due = [.. deferred];
        deferred.Clear();
        foreach (var action in due)
        {
            action();
        }

        isRound = false;
    }

    private void Called(string name, int number)
    {
        lock (gate)
        {
            calls.Add($"{name} {number}");
        }
    }

    private sealed class FakeSocket(FakeSockets all) : ITcpSocket
    {
        // ECONNREFUSED
        private const int Refused = 111;

        private readonly byte[] response = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        private int number;
        private bool isAnswered;
        private bool isWoken;
        private Action? resume;

        public int LocalPort => number;

        public TcpState State => TcpState.Established;

        public long SentBytes => 0;

        public bool TakeReset() => false;

        public bool TryConnect(SocketAddress server)
        {
            number = Interlocked.Increment(ref all.connected);
            all.Called("connect", number);
            return all.Refuses ? throw new TcpException(Refused) : true;
        }

        public int TrySend(ReadOnlySpan<byte> bytes)
        {
            all.Called("send", number);
            return bytes.Length;
        }

        public int? TryReceive(Span<byte> buffer)
        {
            if (!isAnswered)
            {
                return null;
            }

            response.CopyTo(buffer);
            return response.Length;
        }

        public int? Peek() => null;

        public bool WhenReady(Action ready)
        {
            lock (all.gate)
            {
                if (isWoken)
                {
                    isWoken = false;
                    return false;
                }

                resume = ready;
                all.waiting.Add(this);
                return true;
            }
        }

        public ValueTask ReadyAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Wake()
        {
            lock (all.gate)
            {
                isWoken = !all.waiting.Remove(this);
                if (isWoken)
                {
                    return;
                }
            }

            resume!();
        }

        public void Answer()
        {
            isAnswered = true;
            resume!();
        }

        public void Send(ReadOnlySpan<byte> bytes) => throw new NotSupportedException();

        public int Receive(Span<byte> buffer) => throw new NotSupportedException();

        public bool WaitForInput(TimeSpan within) => true;

        public void Shutdown(SocketShutdown how) => throw new NotSupportedException();

        public void Close() => all.Called("close", number);

        public void Abort() => throw new NotSupportedException();

        public void CloseLingering(TimeSpan time) => throw new NotSupportedException();
    }
}
