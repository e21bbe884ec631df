using System.Net;
using Harness.Protocol.Contracts;
using Harness.Protocol.Counting;
using Harness.Protocol.Tcp;
using Harness.Scenarios.Options;
using Harness.Servers.Closing;
using Harness.Servers.Transports;

namespace Harness.Servers;

/// <summary>Listeners, the connections they accepted, and the end of both.</summary>
internal sealed class RunningServer : ITestServer
{
    // The calls below a connection's thread are few and shallow; .NET's default of 8 MiB would be address space for nothing.
    private const int StackBytes = 256 * 1024;

    private readonly ServerOptions options;
    private readonly IReadOnlyList<IPEndPoint> endPoints;
    private readonly ITcpSockets sockets;
    private readonly IPreciseDelay delay;
    private readonly bool blocking;
    private readonly Response response;
    private readonly IClosing closing;
    private readonly ServerCounts counts = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource allEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<ITcpListener> listeners;
    private CancellationTokenSource listening;
    private Task accepting;
    private int open = 1;
    private bool isDisposed;

    /// <exception cref="TestServerException">bind(2) or listen(2) failed; nothing is left listening.</exception>
    public RunningServer(ServerOptions options, IReadOnlyList<IPEndPoint> endPoints, ITcpSockets sockets, IPreciseDelay delay)
    {
        this.options = options;
        this.sockets = sockets;
        this.delay = delay;
        listeners = Listen(endPoints, options.ReuseAddress);
        this.endPoints = [.. listeners.Select(l => l.EndPoint)];
        blocking = options.Model == ServerModel.Blocking;
        response = new(options.Response);
        closing = ClosingPolicy.Of(options.Close);
        Ports = [.. this.endPoints.Select(e => e.Port).Distinct()];
        (listening, accepting) = Accept();
    }

    public IReadOnlyList<int> Ports { get; }

    public ConnectionTally Tally() => counts.Connections.Tally();

    public CloseTally Closes() => counts.Connections.Closes();

    public Histogram CloseDelay() => counts.CloseDelay.Copy();

    public Histogram ThinkTime() => counts.ThinkTime.Copy();

    public long Requests => counts.Requests;

    public long BytesWritten => counts.BytesWritten;

    public string? FirstRequest => counts.FirstRequest.Text;

    public void StopListening()
    {
        listening.Cancel();
        accepting.Wait();
        listeners.ForEach(l => l.Dispose());
        listeners = [];
    }

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
        End();
        await allEnded.Task;
        stopping.Dispose();
    }

    // Starting a thread for each connection takes too long for the thread that hears of them all.
    private List<ITcpListener> Listen(IReadOnlyList<IPEndPoint> at, bool reuseAddress) => Listener.BindAll(
        sockets,
        at,
        options.Backlog,
        (reuseAddress ? TcpTraits.ReuseAddress : TcpTraits.None)
        | (options.Model == ServerModel.Blocking ? TcpTraits.AcceptsBlocking | TcpTraits.OnThreadPool : TcpTraits.None));

    private (CancellationTokenSource Until, Task Accepting) Accept()
    {
        var until = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        return (until, Task.WhenAll(listeners.Select(l => Task.Run(() => Listener.AcceptAsync(l, Accepted, counts.Connections, until.Token)))));
    }

    private void Accepted(ITcpSocket socket)
    {
        counts.Connections.Opened();
        Interlocked.Increment(ref open);
        if (blocking)
        {
            ServeOnItsOwnThread(socket);
        }
        else
        {
            _ = ServeAsync(new(socket, new PipeTransport(socket, delay, counts.FirstRequest, stopping.Token), response, counts));
        }
    }

    private void ServeOnItsOwnThread(ITcpSocket socket)
    {
        var connection = new ServerConnection(socket, new BlockingTransport(socket, delay, counts.FirstRequest, stopping.Token), response, counts);
        var thread = new Thread(() => _ = ServeAsync(connection), StackBytes) { IsBackground = true };
        try
        {
            thread.Start();
        }
        catch (OutOfMemoryException)
        {
            // pthread_create(3) said EAGAIN: a limit on threads or memory. Or there are no two descriptors left for the pipe that CoreCLR gives a thread.
            connection.Refuse("EAGAIN");
            End();
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
            End();
        }
    }

    // The server itself counts as open until it is disposed.
    private void End()
    {
        if (Interlocked.Decrement(ref open) == 0)
        {
            allEnded.SetResult();
        }
    }
}
