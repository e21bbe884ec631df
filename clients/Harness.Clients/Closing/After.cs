using Harness.Clients.Connections;
using Harness.Protocol.Counting;

namespace Harness.Clients.Closing;

/// <summary>Waits after the response, then close(), without reading in between: whoever is faster closes first.</summary>
internal sealed class After(TimeSpan delay) : IClosing
{
    public TimeSpan? Delay => delay;

    public FirstCloser End(IByteChannel channel) => channel.Close();
}
