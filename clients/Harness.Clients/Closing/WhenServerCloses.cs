using Harness.Clients.Connections;
using Harness.Protocol.Counting;

namespace Harness.Clients.Closing;

/// <summary>Reads until end-of-file, whatever Content-Length says, then close().</summary>
internal sealed class WhenServerCloses : IClosing
{
    public bool ReadsToEnd => true;

    public FirstCloser End(IByteChannel channel) => channel.Close();
}
