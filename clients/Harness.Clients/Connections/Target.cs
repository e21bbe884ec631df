using System.Net;
using System.Net.Sockets;
using System.Text;
using Harness.Protocol.Http;
using Harness.Scenarios.Options;
using HttpVersion = Harness.Scenarios.Options.HttpVersion;

namespace Harness.Clients.Connections;

/// <summary>Where to connect, from where, and the request to send there.</summary>
internal sealed class Target
{
    private readonly PerMark<Target> marked;
    private readonly IPEndPoint? source;
    private readonly SocketAddress? sourceAtAnyPort;

    /// <param name="client">Whose request.</param>
    /// <param name="server">The server's address.</param>
    /// <param name="port">The port.</param>
    /// <param name="url">Its path is asked for, its host named; null: / and the address.</param>
    /// <param name="source">The address to bind to; null leaves it to connect().</param>
    /// <param name="mark">The character of which its bodies consist; null when they say nothing.</param>
    public Target(ClientOptions client, IPAddress server, int port, Uri? url = null, IPAddress? source = null, byte? mark = null)
    {
        Mark = mark;
        marked = new(other => new Target(client, server, port, url, source, other));
        EndPoint = Of(client, server, port);
        Address = EndPoint.Serialize();
        this.source = source is null ? null : Of(client, source, port: 0);
        sourceAtAnyPort = this.source?.Serialize();
        byte[] head = Encoding.ASCII.GetBytes(HeadText(client, server, port, url, mark));
        var body = BodyBytes(client, mark);
        (Request, BodyToContinue) = client.ExpectContinue ? (head, body) : ((byte[])[.. head, .. body], []);
    }

    public IPEndPoint EndPoint { get; }

    /// <summary><see cref="EndPoint"/> as connect(2) takes it.</summary>
    public SocketAddress Address { get; }

    /// <summary>What is sent at once: all of it, or the head alone when the body waits for a 100.</summary>
    public ReadOnlyMemory<byte> Request { get; }

    /// <summary>The body that waits for a 100; empty when none does.</summary>
    public ReadOnlyMemory<byte> BodyToContinue { get; }

    /// <summary>The character of which its bodies consist; null when they say nothing.</summary>
    public byte? Mark { get; }

    /// <summary>The same for a connection with a character of its own.</summary>
    public Target Marked(byte mark) => marked.Of(mark);

    /// <summary>Every way from an address of the client to an address and port of the server.</summary>
    public static IEnumerable<Target> Of(LoadPlan plan) =>
        from source in plan.Client.Source.Bind == SourceBind.Never ? [null] : plan.Sources.Cast<IPAddress?>()
        from server in plan.Servers
        from port in plan.Ports
        select new Target(plan.Client, server, port, plan.Url, source);

    /// <summary>The address to bind to, as bind(2) takes it; null leaves it to connect().</summary>
    /// <param name="port">The port to bind to; 0: one that the kernel chooses.</param>
    public SocketAddress? SourceAt(int port) =>
        source is null || port == 0 ? sourceAtAnyPort : new IPEndPoint(source.Address, port).Serialize();

    private static IPEndPoint Of(ClientOptions client, IPAddress address, int port) =>
        new(client.DualMode ? address.MapToIPv6() : address, port);

    private static byte[] BodyBytes(ClientOptions client, byte? mark)
    {
        var body = new byte[client.Body];
        body.AsSpan().Fill(mark ?? (byte)'x');
        return client.Chunked > 0 ? new ChunkedCoding(client.Chunked).Encode(body) : body;
    }

    private static string HeadText(ClientOptions client, IPAddress server, int port, Uri? url, byte? mark)
    {
        var version = client.Http == HttpVersion.Http10 ? "HTTP/1.0" : "HTTP/1.1";
        var method = client.Method.ToString().ToUpperInvariant();
        var text = new StringBuilder($"{method} {url?.PathAndQuery ?? "/"} {version}\r\n");
        var host = server.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{server}]" : server.ToString();
        text.Append("Host: ").Append(url?.Authority ?? (port == 80 ? host : $"{host}:{port}")).Append("\r\n");
        foreach (var header in client.Headers)
        {
            text.Append(header).Append("\r\n");
        }

        if (mark is { } own)
        {
            text.Append($"{BodyMark.Field}: {(char)own}\r\n");
        }

        // A method that hands over a body says how long it is, also when it is empty (RFC 9110, 8.6).
        if (client.Chunked > 0)
        {
            text.Append("Transfer-Encoding: chunked\r\n");
        }
        else if (client.Body > 0 || client.Method is RequestMethod.Post or RequestMethod.Put or RequestMethod.Patch)
        {
            text.Append("Content-Length: ").Append(client.Body).Append("\r\n");
        }

        if (client.ExpectContinue)
        {
            text.Append("Expect: 100-continue\r\n");
        }

        return text.Append(client.Connection switch
        {
            ConnectionHeader.Close => "Connection: close\r\n\r\n",
            ConnectionHeader.KeepAlive => "Connection: keep-alive\r\n\r\n",
            _ => "\r\n",
        }).ToString();
    }
}
