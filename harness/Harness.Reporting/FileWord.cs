using System.Text;

namespace Harness.Reporting;

/// <summary>The swept values of a trial as part of a file's name: safe on every file system, and short.</summary>
internal static class FileWord
{
    private const int Longest = 60;

    /// <summary><c>ip-4-tcp_fin_timeout-20</c>; empty without values.</summary>
    public static string Of(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var word = new StringBuilder();
        foreach (var c in string.Join('-', parameters.Select(p => $"{p.Key[(p.Key.LastIndexOf('.') + 1)..]}-{p.Value}")))
        {
            if (char.IsAsciiLetterOrDigit(c) || c == '_')
            {
                word.Append(char.ToLowerInvariant(c));
            }
            else if (word.Length > 0 && word[^1] != '-')
            {
                word.Append('-');
            }
        }

        return word.ToString(0, Math.Min(word.Length, Longest)).Trim('-');
    }
}
