using System.Net;
using Harness.Model;
using Harness.Model.Scenarios;

namespace Harness.Servers;

/// <summary>Starts the built-in test servers.</summary>
public static class TestServer
{
    /// <summary>Listens; connections are accepted from now on.</summary>
    /// <param name="options">How the server answers and closes. No ports: one that is free.</param>
    /// <param name="address">Where to listen.</param>
    /// <param name="delay">Waits for policy <c>after</c>.</param>
    /// <exception cref="TestServerException">bind(2) or listen(2) failed; nothing is left listening.</exception>
    public static ITestServer Start(ServerOptions options, IPAddress address, IPreciseDelay delay)
    {
        var listeners = new List<Listener>();
        try
        {
            foreach (var port in options.Ports.DefaultIfEmpty())
            {
                listeners.Add(Listener.Bind(new(address, port), options.Backlog, options.ReuseAddress));
            }
        }
        catch
        {
            listeners.ForEach(l => l.Dispose());
            throw;
        }

        return new RunningServer(options, listeners, delay);
    }
}
