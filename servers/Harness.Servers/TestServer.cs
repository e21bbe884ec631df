using System.Net;
using Harness.Protocol.Contracts;
using Harness.Protocol.Counting;
using Harness.Protocol.Tcp;
using Harness.Scenarios.Options;
using Harness.Servers.Closing;
using Harness.Servers.Transports;

namespace Harness.Servers;

/// <summary>
/// A built-in test server: listeners, the connections that they accepted, and the end of both. Its snapshots may be taken from any thread;
/// disposing it ends every connection and thread.
/// </summary>
public sealed class TestServer : IAsyncDisposable
{
    // The calls below a connection's thread are few and shallow; .NET's default of 8 MiB would be address space for nothing.
    private const int StackBytes = 256 * 1024;

    private readonly ServerOptions options;
    private readonly IReadOnlyList<IPEndPoint> endPoints;
    private readonly ITcpSockets sockets;
    private readonly IPreciseDelay delay;
    private readonly Response response;
    private readonly IClosing closing;
    private readonly ServerCounts counts = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource allEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<ITcpListener> listeners;
    private CancellationTokenSource listening;
    private Task accepting;

    // The server itself counts as one until it is disposed.
    private int open = 1;
    private bool isDisposed;

    private TestServer(
        ServerOptions options, IReadOnlyList<IPEndPoint> endPoints, ITcpSockets sockets, IPreciseDelay delay, bool marksBodies)
    {
        this.options = options;
        this.sockets = sockets;
        this.delay = delay;
        listeners = Listen(endPoints, options.ReuseAddress);
        this.endPoints = [.. listeners.Select(l => l.EndPoint)];
        response = new(options, marksBodies);
        closing = ClosingPolicy.Of(options.Close);
        Ports = [.. this.endPoints.Select(e => e.Port).Distinct()];
        (listening, accepting) = Accept();
    }

    /// <summary>The ports it listens on, in the order asked for; those that were 0 are now known.</summary>
    public IReadOnlyList<int> Ports { get; }

    /// <summary>Requests answered so far, on all connections.</summary>
    public long Requests => counts.Requests;

    /// <summary>Bytes that writes took so far, on all connections; of a write that failed, those that were taken before it did.</summary>
    public long BytesWritten => counts.BytesWritten;

    /// <summary>Bytes of bodies read so far that were another connection's; null where bodies do not say whose they are.</summary>
    public long? ForeignBytes => response.MarksBodies ? counts.ForeignBytes : null;

    /// <summary>Answers that faults hit so far; null where there are none to hit them.</summary>
    public FaultCounts? Faults => response.Faults is null ? null : counts.Faults;

    /// <summary>The first request's head, its first 2048 bytes, each as one character; null when there was none.</summary>
    public string? FirstRequest => counts.FirstRequest.Text;

    /// <summary>Listens; connections are accepted from now on.</summary>
    /// <param name="options">How the server answers and closes. No ports: one that is free.</param>
    /// <param name="addresses">Where to listen: on each port of each. Where a port is to be free, one address.</param>
    /// <param name="sockets">Makes its sockets.</param>
    /// <param name="delay">Waits for policy <c>after</c>.</param>
    /// <param name="marksBodies">Whether bodies say which connection they belong to, and those that are read are looked at.</param>
    /// <exception cref="TestServerException">bind(2) or listen(2) failed; nothing is left listening.</exception>
    public static TestServer Start(
        ServerOptions options,
        IReadOnlyList<IPAddress> addresses,
        ITcpSockets sockets,
        IPreciseDelay delay,
        bool marksBodies = false)
    {
        var all = addresses.SelectMany(_ => options.Ports.DefaultIfEmpty(), (address, port) => new IPEndPoint(address, port));
        return new(options, [.. all], sockets, delay, marksBodies);
    }

    /// <summary>
    /// The connections so far. One that ends before its first whole request (wrk's probe) is opened, neither completed nor failed; so is
    /// one that the end of the server cuts off. A failed accept(2) counts as failed.
    /// </summary>
    public ConnectionTally Tally() => counts.Connections.Tally();

    /// <summary>Who closed first so far. What the end of the server closes stays unknown.</summary>
    public CloseTally Closes() => counts.Connections.Closes();

    /// <summary>
    /// A copy of the delays that really happened before the closes of policy <c>after</c>: last byte written until close(), in nanoseconds.
    /// </summary>
    public Histogram CloseDelay() => counts.CloseDelay.Copy();

    /// <summary>
    /// A copy of the think times: from when the last write returned to when the read returned that found the client's FIN, in nanoseconds,
    /// wherever the server reads that far. It holds the way there and back, the client's own time, and the wake-up of the server's own
    /// thread, in the <c>pipelines</c> model the one that all connections share.
    /// </summary>
    public Histogram ThinkTime() => counts.ThinkTime.Copy();

    /// <summary>Closes the listeners; connections that were accepted go on.</summary>
    public void StopListening()
    {
        listening.Cancel();
        accepting.Wait();
        listeners.ForEach(l => l.Dispose());
        listeners = [];
    }

    /// <summary>Listens on the same addresses and ports again, after <see cref="StopListening"/>.</summary>
    /// <param name="reuseAddress">SO_REUSEADDR on the new listeners.</param>
    /// <returns>Null, or the name of the errno with which bind(2) or listen(2) refused.</returns>
    public string? ListenAgain(bool reuseAddress)
    {
        try
        {
            listeners = Listen(endPoints, reuseAddress);
        }
        catch (TestServerException e)
        {
            return e.Errno;
        }

        listening.Dispose();
        (listening, accepting) = Accept();
        return null;
    }

    /// <summary>Ends every connection and thread.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, true))
        {
            return;
        }

        await stopping.CancelAsync();
        await accepting;
        listeners.ForEach(l => l.Dispose());
        listening.Dispose();
        EndOne();
        await allEnded.Task;
        stopping.Dispose();
    }

    private bool IsBlocking => options.Model == ServerModel.Blocking;

    // Starting a thread for each connection takes too long for the thread that serves all sockets.
    private List<ITcpListener> Listen(IReadOnlyList<IPEndPoint> at, bool reuseAddress) => Listener.BindAll(
        sockets,
        at,
        options.Backlog,
        (reuseAddress ? TcpTraits.ReuseAddress : TcpTraits.None)
        | (IsBlocking ? TcpTraits.AcceptsBlocking | TcpTraits.OnThreadPool : TcpTraits.None)
        // Without it the kernel would hold a piece back until the client has acknowledged the one before.
        | (options.Response.Dribble is null ? TcpTraits.None : TcpTraits.NoDelay));

    private (CancellationTokenSource Until, Task Accepting) Accept()
    {
        var until = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        var loops = listeners.Select(l => Task.Run(() => Listener.AcceptAsync(l, Accepted, counts.Connections, until.Token)));
        return (until, Task.WhenAll(loops));
    }

    private void Accepted(ITcpSocket socket)
    {
        counts.Connections.Opened();
        Interlocked.Increment(ref open);
        var keepsHeads = response.ReadsBody || response.MarksBodies;
        ITransport transport = IsBlocking
            ? new BlockingTransport(socket, delay, counts.FirstRequest, keepsHeads, stopping.Token)
            : new PipeTransport(socket, delay, counts.FirstRequest, keepsHeads, stopping.Token);
        transport = options.Response.Dribble is { } dribble ? new DribblingTransport(transport, dribble) : transport;
        var connection = new ServerConnection(socket, transport, response, counts);
        if (IsBlocking)
        {
            ServeOnItsOwnThread(connection);
        }
        else
        {
            _ = ServeAsync(connection);
        }
    }

    private void ServeOnItsOwnThread(ServerConnection connection)
    {
        var thread = new Thread(() => _ = ServeAsync(connection), StackBytes) { IsBackground = true };
        try
        {
            thread.Start();
        }
        catch (OutOfMemoryException)
        {
            // pthread_create(3) said EAGAIN: a limit on threads or memory. Or no two descriptors are left for the pipe that CoreCLR gives a
            // thread.
            connection.Refuse("EAGAIN");
            EndOne();
        }
    }

    private async Task ServeAsync(ServerConnection connection)
    {
        try
        {
            await connection.ServeAsync(closing);
        }
        finally
        {
            EndOne();
        }
    }

    private void EndOne()
    {
        if (Interlocked.Decrement(ref open) == 0)
        {
            allEnded.SetResult();
        }
    }
}
