using System.Net;

namespace Harness.Protocol.Counting;

/// <summary>One socket of a census.</summary>
/// <param name="State">Its state.</param>
/// <param name="Local">Its local end; an IPv4 address mapped to IPv6 is given as IPv4.</param>
/// <param name="Peer">Its other end, likewise.</param>
/// <param name="IsMinisocket">True for TIME_WAIT, and for a FIN_WAIT2 whose owner has closed.</param>
public readonly record struct SocketEntry(TcpState State, IPEndPoint Local, IPEndPoint Peer, bool IsMinisocket);
