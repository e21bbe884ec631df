using Harness.Protocol.Tcp;

namespace Harness.Clients.Connections;

/// <summary>What a session asks of the load that it belongs to, from any thread.</summary>
internal interface ISessionOwner
{
    /// <summary>The load is over: a connection without a limit of requests ends with the one it is at.</summary>
    bool IsOver { get; }

    /// <summary>Makes the channel of a new connection.</summary>
    /// <exception cref="TcpException">EMFILE, EADDRINUSE and their like.</exception>
    IByteChannel Open(Target target);

    /// <summary>The session's connection is established.</summary>
    void Connected(ClientSession session);

    /// <summary>How long a session waits before its connection's next request.</summary>
    TimeSpan DrawPause();

    /// <summary>A response is complete.</summary>
    /// <param name="nanoseconds">
    /// Since its request was sent; on a new connection since that was due (open load) or since its connect() (closed load).
    /// </param>
    void Responded(long nanoseconds);

    /// <summary>The session's connection has ended after <see cref="ClientSession.Run"/> returned.</summary>
    void Ended(ClientSession session);

    /// <summary><see cref="ITcpSockets.Defer"/>: closes, connects and requests of several connections are each done together.</summary>
    bool Defer(Action action);
}
