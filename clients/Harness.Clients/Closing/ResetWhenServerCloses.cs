using Harness.Clients.Connections;
using Harness.Protocol.Counting;

namespace Harness.Clients.Closing;

/// <summary>Reads until end-of-file, then SO_LINGER 0 and close(): the server's FIN is answered by an RST.</summary>
internal sealed class ResetWhenServerCloses : IClosing
{
    public bool ReadsToEnd => true;

    public FirstCloser End(IByteChannel channel) => channel.Reset();
}
