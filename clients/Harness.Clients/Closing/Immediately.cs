using Harness.Clients.Connections;
using Harness.Protocol.Counting;

namespace Harness.Clients.Closing;

/// <summary>close() as soon as the response is complete.</summary>
internal sealed class Immediately : IClosing
{
    public FirstCloser End(IByteChannel channel) => channel.Close();
}
