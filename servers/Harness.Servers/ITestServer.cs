using Harness.Protocol.Counting;

namespace Harness.Servers;

/// <summary>A test server that runs. Its snapshots may be taken from any thread; disposing it ends every connection and thread.</summary>
public interface ITestServer : IAsyncDisposable
{
    /// <summary>The ports it listens on, in the order asked for; those that were 0 are now known.</summary>
    IReadOnlyList<int> Ports { get; }

    /// <summary>Closes the listeners; connections that were accepted go on.</summary>
    void StopListening();

    /// <summary>Listens on the same addresses and ports again, after <see cref="StopListening"/>.</summary>
    /// <param name="reuseAddress">SO_REUSEADDR on the new listeners.</param>
    /// <returns>Null, or the name of the errno with which bind(2) or listen(2) refused.</returns>
    string? ListenAgain(bool reuseAddress);

    /// <summary>
    /// The connections so far. One that ends before its first whole request (wrk's probe) is opened, neither completed nor failed;
    /// so is one that the end of the server cuts off. A failed accept(2) counts as failed.
    /// </summary>
    ConnectionTally Tally();

    /// <summary>Who closed first so far. What the end of the server closes stays unknown.</summary>
    CloseTally Closes();

    /// <summary>A copy of the delays that really happened before the closes of policy <c>after</c>: last byte written until close(), in nanoseconds.</summary>
    Histogram CloseDelay();

    /// <summary>
    /// A copy of the think times: from when the last write returned to when the read returned that found the client's FIN, in nanoseconds, wherever
    /// the server reads that far. It holds the way there and back, the client's own time, and the wake-up of the server's own thread, in the
    /// <c>pipelines</c> model the one that all connections share.
    /// </summary>
    Histogram ThinkTime();

    /// <summary>Requests answered so far, on all connections.</summary>
    long Requests { get; }

    /// <summary>Bytes that writes took so far, on all connections; of a write that failed, those that were taken before it did.</summary>
    long BytesWritten { get; }

    /// <summary>The first request's head, its first 2048 bytes, each as one character; null when there was none.</summary>
    string? FirstRequest { get; }
}
