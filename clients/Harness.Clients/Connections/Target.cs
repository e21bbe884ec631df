using System.Net;
using System.Net.Sockets;
using System.Text;
using Harness.Model.Scenarios;
using HttpVersion = Harness.Model.Scenarios.HttpVersion;

namespace Harness.Clients.Connections;

/// <summary>One port of the server: where to connect and the request to send there.</summary>
internal sealed class Target(ClientOptions client, IPAddress server, int port)
{
    public IPEndPoint EndPoint { get; } = new(client.DualMode ? server.MapToIPv6() : server, port);

    public ReadOnlyMemory<byte> Request { get; } = Encoding.ASCII.GetBytes(RequestText(client, server, port));

    private static string RequestText(ClientOptions client, IPAddress server, int port)
    {
        var text = new StringBuilder("GET / ").Append(client.Http == HttpVersion.Http10 ? "HTTP/1.0" : "HTTP/1.1").Append("\r\n");
        var host = server.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{server}]" : server.ToString();
        text.Append(port == 80 ? $"Host: {host}\r\n" : $"Host: {host}:{port}\r\n");
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
