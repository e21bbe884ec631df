using Harness.Analysis.Results;

namespace Harness.Analysis.Words;

/// <summary>What an expectation came to, in words.</summary>
public static class ExpectationText
{
    /// <summary>
    /// <c>16</c>; where it was missed and its right side is not a plain number in it, that too: <c>16, expected 1,000</c>, or with another
    /// sign than ==, <c>16, against 1,000</c>.
    /// </summary>
    public static string Found(ExpectationResult expectation) => expectation switch
    {
        { Actual: null } => Format.NotMeasured,
        { Passed: false, Expected: { } expected, Actual: { } actual } when !IsWritten(expectation.Text, expected) =>
            $"{Format.Number(actual)}, {(expectation.Text.Contains("==", StringComparison.Ordinal) ? "expected" : "against")} "
            + Format.Number(expected),
        { Actual: { } actual } => Format.Number(actual),
    };

    private static bool IsWritten(string text, double number) =>
        text.TrimEnd().EndsWith(FormattableString.Invariant($" {number}"), StringComparison.Ordinal);
}
