using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Harness.Analysis.Catalogue;
using Harness.Scenarios.Expectations;

namespace Harness.Tests.Pure.Scenarios;

/// <summary>The expectation language: what was written is what is read, and what is no expectation is refused in one way.</summary>
public sealed class ExpectationProperties
{
    private static readonly (string Text, ComparisonSign Sign)[] Signs =
    [
        ("==", ComparisonSign.Equal), ("!=", ComparisonSign.NotEqual), ("<", ComparisonSign.Less),
        ("<=", ComparisonSign.LessOrEqual), (">", ComparisonSign.Greater), (">=", ComparisonSign.GreaterOrEqual),
    ];

    [Property(Arbitrary = [typeof(Generated)])]
    public void AnExpectation_IsReadAsItIsWritten_WithAnySpaces(Written written)
    {
        var read = ExpectationParser.Parse(written.Text);

        read.Text.ShouldBe(written.Text.Trim());
        read.Sign.ShouldBe(written.Sign);
        ShouldBe(read.Left, written.Left);
        ShouldBe(read.Right, written.Right);
    }

    [Property(Arbitrary = [typeof(Generated)])]
    public void AnExpectation_IsReadBackFromItsText(Written written)
    {
        var once = ExpectationParser.Parse(written.Text);

        var twice = ExpectationParser.Parse(once.Text);

        (twice.Text, twice.Sign).ShouldBe((once.Text, once.Sign));
        ShouldBe(twice.Left, once.Left);
        ShouldBe(twice.Right, once.Right);
    }

    [Property(Arbitrary = [typeof(Generated)], MaxTest = 1000)]
    public void AnyText_IsAnExpectation_OrRefusedWithAReason(NonNull<string> text)
    {
        try
        {
            var expectation = ExpectationParser.Parse(text.Get);
            expectation.Left.Terms.ShouldNotBeEmpty();
            expectation.Right.Terms.ShouldNotBeEmpty();
            text.Get.Split(Signs.Single(s => s.Sign == expectation.Sign).Text).Length
                .ShouldBe(2, "one comparison, and nothing left out");
        }
        catch (FormatException refused)
        {
            refused.Message.Length.ShouldBeGreaterThan(20);
        }
    }

    private static void ShouldBe(Formula read, Formula written)
    {
        read.Terms.Select(t => t.Factor).ShouldBe(written.Terms.Select(t => t.Factor));
        read.Terms.Select(t => string.Join('*', t.Names)).ShouldBe(written.Terms.Select(t => string.Join('*', t.Names)));
    }

    public sealed record Written(string Text, Formula Left, ComparisonSign Sign, Formula Right);

    private static class Generated
    {
        private static readonly Gen<string> Spaces = Gen.Elements("", " ", "  ");

        private static readonly Gen<string> Names =
            Gen.Elements<string>([.. Figures.Names.Names, "connections.errors.ECONNRESET", "server.counters.TcpExt.TW"]);

        private static readonly Gen<decimal> Numbers =
            Gen.OneOf(Gen.Choose(0, 10).Select(n => (decimal)n), Gen.Choose(0, 1_000_000).Select(n => n / 1000m));

        // A number first, as people write it: more of them in one product would be multiplied in another order than here.
        private static readonly Gen<(string Text, Term Term)> Terms =
            from hasNumber in Gen.Elements(true, false)
            from number in Numbers
            from names in Names.ArrayOf(3)
            from count in Gen.Choose(hasNumber ? 0 : 1, 3)
            from space in Spaces
            let words = (hasNumber ? new[] { number.ToString(CultureInfo.InvariantCulture) } : []).Concat(names.Take(count))
            select (string.Join($"{space}*{space}", words), new Term(hasNumber ? (double)number : 1, [.. names.Take(count)]));

        private static readonly Gen<(string Text, Formula Formula)> Formulas =
            from terms in Terms.NonEmptyListOf()
            from signs in Gen.Elements(1, -1).ListOf(terms.Count)
            from space in Spaces
            // A plus before the first is no part of the language.
            let words = terms.Zip(signs).Select((t, i) => (Sign: t.Second < 0 ? "-" : i == 0 ? "" : "+", Term: t.First.Text))
            let text = string.Concat(words.Select(w => $"{space}{w.Sign}{space}{w.Term}"))
            select (text, new Formula([.. terms.Zip(signs).Select(t => t.First.Term with { Factor = t.Second * t.First.Term.Factor })]));

        public static Arbitrary<Written> Expectations() => (
            from left in Formulas
            from right in Formulas
            from sign in Gen.Elements(Signs)
            from space in Spaces
            let text = $"{space}{left.Text}{space}{sign.Text}{space}{right.Text}{space}"
            select new Written(text, left.Formula, sign.Sign, right.Formula)).ToArbitrary();

        /// <summary>Words of the language and letters near it, in any order; and texts of any letters.</summary>
        public static Arbitrary<NonNull<string>> Texts() => Gen.OneOf(
                Gen.Elements(
                    " ", "+", "-", "*", "=", "==", "!=", "<", ">", "<=", ">=", "a", "connections.opened", "0", "1.5", ".", "1e9",
                    "\t", "\n", "é", "∞", "NaN", "٣", "\0").ListOf().Select(string.Concat),
                ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => s.Get))
            .Select(NonNull<string>.NewNonNull).ToArbitrary();
    }
}
