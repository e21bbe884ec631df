using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Harness.Agent.Hosts;

/// <summary>
/// How a server proves that it is of this run: it answers a nonce with an HMAC (RFC 2104, with SHA-256) under the trial's token, over the
/// address and port that it was asked on. Who only sends back what came, as an echo service does, or who stands behind a NAT or a balancer,
/// gives another answer.
/// </summary>
internal static class ServerProof
{
    /// <summary>The longest question or answer, in characters, its line feed included.</summary>
    public const int LongestLine = 128;

    private const string Word = "HARNESS-PROOF ";

    /// <summary>A new nonce.</summary>
    public static string Nonce() => RandomNumberGenerator.GetHexString(32);

    /// <summary>The line that asks for a proof, without its line feed.</summary>
    public static string Question(string nonce) => Word + nonce;

    /// <summary>The nonce of a line that asks for a proof; null when it does not.</summary>
    public static string? NonceOf(string line) => line.StartsWith(Word, StringComparison.Ordinal) ? line[Word.Length..] : null;

    /// <summary>The answer of a server of the run, without its line feed.</summary>
    /// <param name="token">The trial's.</param>
    /// <param name="nonce">The question's.</param>
    /// <param name="server">The address and port that were connected to.</param>
    public static string Answer(byte[] token, string nonce, IPEndPoint server) =>
        Convert.ToHexString(HMACSHA256.HashData(token, Encoding.ASCII.GetBytes($"server|{nonce}|{server}")));
}
