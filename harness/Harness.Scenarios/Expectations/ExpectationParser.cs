using System.Globalization;
using System.Text.RegularExpressions;

namespace Harness.Scenarios.Expectations;

/// <summary>Reads the expectation language: names, numbers, <c>+ - *</c> and one comparison.</summary>
public static partial class ExpectationParser
{
    private static readonly (string Text, ComparisonSign Sign)[] Signs =
    [
        ("==", ComparisonSign.Equal), ("!=", ComparisonSign.NotEqual), ("<=", ComparisonSign.LessOrEqual),
        (">=", ComparisonSign.GreaterOrEqual), ("<", ComparisonSign.Less), (">", ComparisonSign.Greater),
    ];

    /// <summary>Reads one expectation.</summary>
    /// <exception cref="FormatException">The text is no expectation; the message says why.</exception>
    public static Expectation Parse(string text)
    {
        var (found, sign) = Signs.FirstOrDefault(s => text.Contains(s.Text, StringComparison.Ordinal));
        if (found is null)
        {
            throw new FormatException(
                "has no comparison: write something like 'client.time_wait.entered == 0' "
                + $"(one of {string.Join(' ', Signs.Select(s => s.Text))})");
        }

        var sides = text.Split(found);
        return sides.Length == 2
            ? new Expectation(text.Trim(), ParseFormula(sides[0]), sign, ParseFormula(sides[1]))
            : throw new FormatException($"has more than one '{found}': write one expectation for each");
    }

    private static Formula ParseFormula(string text)
    {
        var words = WordPattern().Matches(text).Select(m => m.Value);
        var terms = new List<Term>();
        var (factor, names, expectsOperand) = (1.0, new List<string>(), true);
        foreach (var word in words)
        {
            switch (word)
            {
                case "-" when expectsOperand && names.Count == 0:
                    factor = -factor;
                    break;
                case "+" or "-" when !expectsOperand:
                    terms.Add(new Term(factor, names));
                    (factor, names, expectsOperand) = (word == "-" ? -1 : 1, [], true);
                    break;
                case "*" when !expectsOperand:
                    expectsOperand = true;
                    break;
                case not ("+" or "-" or "*") when expectsOperand:
                    expectsOperand = false;
                    if (char.IsAsciiLetter(word[0]))
                    {
                        names.Add(word);
                    }
                    else
                    {
                        factor *= ParseNumber(word);
                    }

                    break;
                default:
                    throw new FormatException($"'{word}' is out of place: names and numbers are joined by + - *");
            }
        }

        return expectsOperand
            ? throw new FormatException("a name or a number is missing: both sides of the comparison need one")
            : new Formula([.. terms, new Term(factor, names)]);
    }

    // A host's name, and it alone, may have a minus in it: around one that subtracts from such a figure there are spaces.
    [GeneratedRegex(@"(?:server|client)\.by_host\.[^\s+*]+|[+*-]|[^\s+*-]+", RegexOptions.NonBacktracking)]
    private static partial Regex WordPattern();

    private static double ParseNumber(string word) =>
        double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{word}' is neither a number nor the name of a figure");
}
