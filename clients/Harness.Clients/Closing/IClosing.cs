using Harness.Clients.Connections;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;

namespace Harness.Clients.Closing;

/// <summary>How the client ends a connection after the last response, one class for each case of <see cref="ClientClose"/>.</summary>
internal interface IClosing
{
    /// <summary>Whether it first reads until the server will send no more.</summary>
    bool ReadsToEnd => false;

    /// <summary>How long after the last read it closes, without reading in between; null: at once.</summary>
    TimeSpan? Delay => null;

    /// <summary>Whether <see cref="End"/> may block its thread, which must then serve no other connection.</summary>
    bool Blocks => false;

    /// <summary>Ends the connection. One that is left open is closed when the load is disposed.</summary>
    /// <returns>Who closed first; unknown when the connection is left open.</returns>
    FirstCloser End(IByteChannel channel);
}
