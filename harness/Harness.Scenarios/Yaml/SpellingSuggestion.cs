namespace Harness.Scenarios.Yaml;

/// <summary>Finds the known word that a mistyped one was most likely meant to be.</summary>
public static class SpellingSuggestion
{
    // None that is known is half as long.
    private const int LongestWord = 200;

    /// <summary>The known word fewest edits away, if it is near enough to be worth a suggestion.</summary>
    public static string? Nearest(string word, IEnumerable<string> known) => word.Length > LongestWord ? null : known
        .Select(k => (Word: k, Distance: Distance(word, k)))
        .Where(k => k.Distance <= Math.Max(1, Math.Max(word.Length, k.Word.Length) / 3))
        .OrderBy(k => k.Distance)
        .Select(k => k.Word)
        .FirstOrDefault();

    /// <summary>The end of a message: <c>; did you mean 'x'?</c>, or nothing when no known word is near.</summary>
    public static string For(string word, IEnumerable<string> known) => Nearest(word, known) is { } near ? $"; did you mean '{near}'?" : "";

    // Optimal string alignment: inserting, leaving out, changing a letter, or swapping two neighbours costs 1.
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    d[i, j] = i + j;
                    continue;
                }

                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
