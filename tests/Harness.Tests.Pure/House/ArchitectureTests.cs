using System.Text.RegularExpressions;

namespace Harness.Tests.Pure.House;

/// <summary>ARCHITECTURE.md sends a reader to files: each is there.</summary>
public sealed partial class ArchitectureTests
{
    public static TheoryData<string> Places => [.. PathInBackticks().Matches(Document()).Select(m => m.Groups["path"].Value).Distinct()];

    [Theory]
    [MemberData(nameof(Places))]
    public void AFileOrFolderThatItNames_IsThere(string path) => Path.Exists(Repository.PathOf(path)).ShouldBeTrue();

    [Fact]
    public void ItNamesEveryProject() => Directory
        .GetFiles(Repository.PathOf("harness"), "*.csproj", SearchOption.AllDirectories)
        .Select(file => $"| `harness/{Path.GetFileNameWithoutExtension(file)}` |")
        .ShouldAllBe(row => Document().Contains(row));

    private static string Document() => File.ReadAllText(Repository.PathOf("ARCHITECTURE.md"));

    [GeneratedRegex(
        "`(?<path>(harness|servers|clients|scenarios|results|tests|benchmarks|docs)/[A-Za-z0-9./-]*)`",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex PathInBackticks();
}
