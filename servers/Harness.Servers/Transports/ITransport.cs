namespace Harness.Servers.Transports;

/// <summary>
/// The bytes of one accepted connection and its waits. A failed system call throws TcpException, the end of the
/// server OperationCanceledException. No receive is ever left pending.
/// </summary>
internal interface ITransport : IDisposable
{
    /// <summary>The head that was read last.</summary>
    /// <exception cref="InvalidDataException">What it says of its body is not understood here.</exception>
    RequestHead Head { get; }

    /// <summary>Reads until the empty line that ends a request's head. Its body, if it has one, is not read.</summary>
    /// <returns>False when the client's FIN came first, or <paramref name="idle"/> passed.</returns>
    /// <exception cref="InvalidDataException">The head is too long, or the client's FIN came in its middle.</exception>
    ValueTask<bool> ReadRequestAsync(TimeSpan idle);

    /// <summary>Reads and forgets <paramref name="body"/>, and nothing of what follows it.</summary>
    /// <returns>False when the client's FIN came first.</returns>
    /// <exception cref="InvalidDataException">It is not what the head says.</exception>
    ValueTask<bool> SkipAsync(RequestBody body);

    /// <summary>Writes all of <paramref name="response"/>, in one write as far as the send buffer allows.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> response);

    /// <summary>Waits without reading.</summary>
    ValueTask WaitUntilAsync(long timestamp);

    /// <summary>Reads and forgets until the client's FIN, or until <paramref name="atMost"/> has passed.</summary>
    /// <returns>When the read that found the FIN returned, taken before anything else is done; null when the time is up.</returns>
    ValueTask<long?> DrainAsync(TimeSpan atMost);
}
