using Harness.Clients.Connections;
using Harness.Protocol.Counting;

namespace Harness.Clients.Closing;

/// <summary>SO_LINGER of some seconds and close(), which blocks until the server has acknowledged the FIN.</summary>
internal sealed class Linger(TimeSpan time) : IClosing
{
    public bool Blocks => true;

    public FirstCloser End(IByteChannel channel) => channel.CloseLingering(time);
}
