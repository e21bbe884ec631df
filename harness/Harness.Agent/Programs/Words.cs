using System.Net;
using System.Net.Sockets;

namespace Harness.Agent.Programs;

/// <summary>The words that a command and its files may use.</summary>
/// <param name="Server">The server's address.</param>
/// <param name="Port">Its first port.</param>
/// <param name="Folder">A folder of the side's own.</param>
internal sealed record Words(IPAddress Server, int Port, string Folder)
{
    private string Host => Server.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{Server}]" : $"{Server}";

    /// <summary>The text with {url}, {host}, {port} and {dir} filled in; other braces stay.</summary>
    public string FillIn(string text) => text
        .Replace("{url}", $"http://{Host}:{Port}/", StringComparison.Ordinal)
        .Replace("{host}", Host, StringComparison.Ordinal)
        .Replace("{port}", $"{Port}", StringComparison.Ordinal)
        .Replace("{dir}", Folder, StringComparison.Ordinal);
}
