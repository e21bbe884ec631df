using Harness.Scenarios.Options;

namespace Harness.Clients.Closing;

/// <summary>From the scenario's word to the class that carries it out.</summary>
internal static class ClosingPolicy
{
    public static IClosing Of(ClientClose policy) => policy switch
    {
        ClientClose.Immediately => new Immediately(),
        ClientClose.After(var delay) => new After(delay),
        ClientClose.WhenServerCloses => new WhenServerCloses(),
        ClientClose.Never => new Never(),
        ClientClose.Reset => new Reset(),
        ClientClose.ResetWhenServerCloses => new ResetWhenServerCloses(),
        ClientClose.Linger(var time) => new Linger(time),
        ClientClose.ShutdownThenClose => new ShutdownThenClose(),
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "no such policy"),
    };
}
