using Harness.Clients.Connections;
using Harness.Protocol.Counting;

namespace Harness.Clients.Closing;

/// <summary>Forgets to close: the leak that leaves CLOSE_WAIT behind.</summary>
internal sealed class Never : IClosing
{
    public FirstCloser End(IByteChannel channel) => FirstCloser.Unknown;
}
