using Harness.Scenarios.Options;

namespace Harness.Servers.Closing;

/// <summary>From the scenario's word to the class that carries it out.</summary>
internal static class ClosingPolicy
{
    public static IClosing Of(ServerClose policy) => policy switch
    {
        ServerClose.Immediately => new Immediately(),
        ServerClose.After(var delay) => new After(delay),
        ServerClose.WhenClientCloses => new WhenClientCloses(),
        ServerClose.Never => new Never(),
        ServerClose.Reset => new Reset(),
        ServerClose.Linger(var time) => new Linger(time),
        ServerClose.HalfCloseThenDrain(var atMost) => new HalfCloseThenDrain(atMost),
        ServerClose.KeepAlive(var idle, var requests) => new KeepAlive(idle, requests),
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "no such policy"),
    };
}
