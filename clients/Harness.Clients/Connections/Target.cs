using System.Net;
using System.Net.Sockets;
using System.Text;
using Harness.Model.Scenarios;
using HttpVersion = Harness.Model.Scenarios.HttpVersion;

namespace Harness.Clients.Connections;

/// <summary>Where to connect, from where, and the request to send there, for the path and host of <paramref name="url"/> when there is one.</summary>
internal sealed class Target(ClientOptions client, IPAddress server, int port, Uri? url = null, IPAddress? source = null)
{
    /// <summary>The address to bind to; null leaves it to connect().</summary>
    public IPEndPoint? Source { get; } = source is null ? null : new(client.DualMode ? source.MapToIPv6() : source, 0);

    public IPEndPoint EndPoint { get; } = new(client.DualMode ? server.MapToIPv6() : server, port);

    public ReadOnlyMemory<byte> Request { get; } = Encoding.ASCII.GetBytes(RequestText(client, server, port, url));

    /// <summary>Every way from an address of the client to an address and port of the server.</summary>
    public static IEnumerable<Target> Of(LoadPlan plan) =>
        from source in plan.Client.Source.Bind == SourceBind.Never ? [null] : plan.Sources.Cast<IPAddress?>()
        from server in plan.Servers
        from port in plan.Ports
        select new Target(plan.Client, server, port, plan.Url, source);

    private static string RequestText(ClientOptions client, IPAddress server, int port, Uri? url)
    {
        var text = new StringBuilder("GET ").Append(url?.PathAndQuery ?? "/").Append(' ').Append(client.Http == HttpVersion.Http10 ? "HTTP/1.0" : "HTTP/1.1").Append("\r\n");
        var host = server.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{server}]" : server.ToString();
        text.Append("Host: ").Append(url?.Authority ?? (port == 80 ? host : $"{host}:{port}")).Append("\r\n");
        foreach (var header in client.Headers)
        {
            text.Append(header).Append("\r\n");
        }

        return text.Append(client.Connection switch
        {
            ConnectionHeader.Close => "Connection: close\r\n\r\n",
            ConnectionHeader.KeepAlive => "Connection: keep-alive\r\n\r\n",
            _ => "\r\n",
        }).ToString();
    }
}
