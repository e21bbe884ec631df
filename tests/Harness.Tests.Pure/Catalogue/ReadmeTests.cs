using System.Runtime.CompilerServices;
using Harness.Analysis.Catalogue;

namespace Harness.Tests.Pure.Catalogue;

/// <summary>The tables of results/README.md that are written from the catalogue.</summary>
public sealed class ReadmeTests
{
    private const string Renew = "HARNESS_UPDATE_DOCS";

    [Theory]
    [InlineData("columns of samples.csv")]
    [InlineData("counters")]
    [InlineData("figures")]
    public void ATable_IsAsTheCatalogueSays(string name)
    {
        var expected = name switch
        {
            "figures" => CatalogueText.FigureTable(),
            "counters" => CatalogueText.CounterTable(),
            _ => CatalogueText.ColumnTable(),
        };

        var path = Path.GetFullPath("../../../results/README.md", Path.GetDirectoryName(ThisFile())!);
        var text = File.ReadAllText(path);
        var from = text.IndexOf('\n', text.IndexOf($"<!-- {name}: ", StringComparison.Ordinal)) + 1;
        var to = text.IndexOf($"<!-- end of {name} -->", StringComparison.Ordinal);
        from.ShouldBeGreaterThan(0, $"the table of {name} has no beginning");
        to.ShouldBeGreaterThanOrEqualTo(from, $"the table of {name} has no end");
        if (Environment.GetEnvironmentVariable(Renew) == "1")
        {
            File.WriteAllText(path, text[..from] + expected + text[to..]);
            return;
        }

        text[from..to].ShouldBe(
            expected,
            "results/README.md is not as the catalogue says; "
            + $"renew it with: {Renew}=1 dotnet test tests/Harness.Tests.Pure --filter {nameof(ReadmeTests)}");
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
