using Harness.Protocol.Tcp;

namespace Harness.Servers;

/// <summary>The server could not listen.</summary>
/// <param name="port">The port asked for.</param>
/// <param name="error">What bind(2) or listen(2) said.</param>
public sealed class TestServerException(int port, TcpException error) : Exception(Words(port, error.Errno), error)
{
    /// <summary>The name of the error: EADDRINUSE, EADDRNOTAVAIL, EACCES, EMFILE.</summary>
    public string Errno { get; } = error.Errno;

    /// <summary>The port asked for.</summary>
    public int Port { get; } = port;

    private static string Words(int port, string errno) => $"cannot listen on port {port}: {errno}"
        + (errno == "EADDRINUSE"
            ? "; another program has it ('ss -ltnp' shows which): leave server.ports out, and a free one is taken"
            : "");
}
