using Harness.Analysis.Comparing;
using Harness.Cli.Terminal;

namespace Harness.Tests.Pure.Terminal;

/// <summary>What a person reads after a comparison.</summary>
public sealed class ComparisonViewTests
{
    private static readonly double[] Slow = [900, 910, 920, 930, 940];
    private static readonly double[] Fast = [1900, 1910, 1920, 1930, 1940];

    [Fact]
    public void TwoScenarios_StandBesideEachOther_WithWhatIsBetter_AndHowSureThatIs()
    {
        var screen = Shown(
            ExampleSource.Of("server-closes-first", 10_000, 10_000, Slow), ExampleSource.Of("client-closes-first", 0, 10_000, Fast));

        screen.Row("connections completed").ShouldBe(["connections completed", "10,000", "10,000"]);
        screen.Row("server: TIME_WAIT peak").ShouldBe(["server: TIME_WAIT peak", "10,000", "0 better"]);
        screen.Row("client: TIME_WAIT peak").ShouldBe(["client: TIME_WAIT peak", "0", "10,000 worse"]);
        screen.Lines.ShouldContain("  client-closes-first against server-closes-first:");
        screen.Lines.ShouldContain("    better: server: TIME_WAITs entered, 10,000 -> 0");
        screen.Lines.ShouldContain("    better: connections per second, 920/s -> 1,920/s");
        screen.Words.ShouldContain("server-closes-first: the server holds 10,000 TIME_WAITs at once, 2.4 MiB; the client none.");
        screen.Words.ShouldContain("4 differences tested, each at 5 %: about 0.2 would be marked by chance alone.");
        screen.Lines.ShouldContain("  report  results/comparison/report.html");
    }

    [Fact]
    public void ManySubjects_HaveARowEach_OfTheMainFigures()
    {
        var screen = Shown([.. Enumerable.Range(1, 5).Select(n => ExampleSource.Of($"s{n}", 100 * n, 1000, Slow))]);

        for (var subject = 1; subject <= 5; subject++)
        {
            screen.Cells($"s{subject}").Where(word => word.All(char.IsAsciiDigit)).Take(2)
                .ShouldBe([$"{100 * subject}", $"{1000 - (100 * subject)}"]);
        }

        screen.Text.ShouldNotContain("against", Case.Sensitive, "sentences about each pair would be too many");
    }

    [Fact]
    public void AMatrix_IsAGridOfWhoHoldsTimeWait()
    {
        SubjectSource Cell(string close, string like, int server) => ExampleSource.Of($"{close}, {like}", server, 1000, Slow) with
        {
            Parameters = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["client.like"] = like, ["server.close"] = close },
        };

        var comparison = Comparer.Compare(
            [Cell("now", "ab", 1000), Cell("now", "curl", 1000), Cell("later", "ab", 1000), Cell("later", "curl", 0)],
            [new("server.close", ["now", "later"]), new("client.like", ["ab", "curl"])],
            default,
            isComplete: true);
        var screen = Screen.Of(console => ComparisonView.Print(console, comparison, "report"));

        screen.Words.ShouldContain("Who holds TIME_WAIT");
        screen.Row("now").ShouldBe(["now", "server", "server"]);
        screen.Row("later").ShouldBe(["later", "server", "client"]);
    }

    private static Screen Shown(params SubjectSource[] sources)
    {
        var comparison = Comparer.Compare(sources, [], default, isComplete: true);
        return Screen.Of(console => ComparisonView.Print(console, comparison, "results/comparison/report.html"));
    }
}
