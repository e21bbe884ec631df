using Harness.Clients.Connections;
using Harness.Protocol.Counting;

namespace Harness.Clients.Closing;

/// <summary>SO_LINGER 0 and close(): sends RST.</summary>
internal sealed class Reset : IClosing
{
    public FirstCloser End(IByteChannel channel) => channel.Reset();
}
