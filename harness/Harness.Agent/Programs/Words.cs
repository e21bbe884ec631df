using System.Net;

namespace Harness.Agent.Programs;

/// <summary>The words that a command and its files may use.</summary>
/// <param name="Server">The server's address.</param>
/// <param name="Port">Its first port.</param>
/// <param name="Folder">A folder of the side's own.</param>
/// <param name="Share">Which of the clients it is for, from 0; the only server is 0.</param>
/// <param name="Shares">How many there are.</param>
internal sealed record Words(IPAddress Server, int Port, string Folder, int Share = 0, int Shares = 1)
{
    // As IPEndPoint writes it, which puts an IPv6 address into brackets (RFC 3986, 3.2.2).
    private string Authority => $"{new IPEndPoint(Server, Port)}";

    /// <summary>The text with {url}, {authority}, {host}, {port}, {dir}, {share} and {shares} filled in; other braces stay.</summary>
    public string FillIn(string text) => text
        .Replace("{url}", $"http://{Authority}/", StringComparison.Ordinal)
        .Replace("{authority}", Authority, StringComparison.Ordinal)
        .Replace("{host}", $"{Server}", StringComparison.Ordinal)
        .Replace("{port}", $"{Port}", StringComparison.Ordinal)
        .Replace("{dir}", Folder, StringComparison.Ordinal)
        .Replace("{share}", $"{Share}", StringComparison.Ordinal)
        .Replace("{shares}", $"{Shares}", StringComparison.Ordinal);
}
