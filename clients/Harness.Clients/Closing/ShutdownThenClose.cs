using Harness.Clients.Connections;
using Harness.Protocol.Counting;

namespace Harness.Clients.Closing;

/// <summary>shutdown(SHUT_RDWR) and close(), as HttpClient does.</summary>
internal sealed class ShutdownThenClose : IClosing
{
    public FirstCloser End(IByteChannel channel) => channel.ShutdownThenClose();
}
