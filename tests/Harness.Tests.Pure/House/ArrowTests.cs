using System.Xml.Linq;

namespace Harness.Tests.Pure.House;

/// <summary>The arrows of ARCHITECTURE.md: who may reference whom.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Harness.Model"] = [],
        ["Harness.Linux"] = ["Harness.Model"],
        ["Harness.Servers"] = ["Harness.Model"],
        ["Harness.Clients"] = ["Harness.Model"],
        ["Harness.Reporting"] = ["Harness.Model"],
        ["Harness.Agent"] = ["Harness.Model", "Harness.Linux", "Harness.Servers", "Harness.Clients"],
        ["Harness.Controller"] = ["Harness.Model", "Harness.Linux"],
        ["Harness.Cli"] = ["Harness.Agent", "Harness.Controller", "Harness.Reporting", "Harness.Clients.NBomber", "Harness.Reporting.ScottPlot"],
        ["Harness.Clients.NBomber"] = ["Harness.Model", "Harness.Clients"],
        ["Harness.Reporting.ScottPlot"] = ["Harness.Reporting"],
    };

    public static TheoryData<string> Projects => [.. ProductFiles().Select(f => Path.GetFileNameWithoutExtension(f))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void AProject_ReferencesOnlyWhatItsArrowsAllow(string project) =>
        References(project).Except(Allowed[project]).ShouldBeEmpty($"see the table in ARCHITECTURE.md before you draw a new arrow from {project}");

    [Fact]
    public void EveryProjectOfTheTable_Exists() =>
        ProductFiles().Select(f => Path.GetFileNameWithoutExtension(f)).ShouldBe(Allowed.Keys, ignoreOrder: true);

    [Fact]
    public void OnlyOneProject_MayHoldUnsafeCode() =>
        ProductFiles().Where(f => File.ReadAllText(f).Contains("AllowUnsafeBlocks", StringComparison.Ordinal))
            .Select(Path.GetFileNameWithoutExtension)
            .ShouldBe(["Harness.Linux"]);

    [Fact]
    public void TheModel_HasNoPackage() => File.ReadAllText(ProductFiles().Single(f => f.EndsWith("Harness.Model.csproj", StringComparison.Ordinal))).ShouldNotContain("PackageReference");

    [Theory]
    [InlineData("servers")]
    [InlineData("clients")]
    public void ClosingHasOneHomePerSide(string side)
    {
        var closers = Directory.GetFiles(Repository.PathOf(side), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(f => File.ReadAllText(f).Contains("pragma warning disable RS0030", StringComparison.Ordinal))
            .Select(f => Path.GetFileNameWithoutExtension(f));

        closers.ShouldBe([side == "servers" ? "ServerConnection" : "ClientConnection"]);
    }

    private static string[] References(string project) => [.. XDocument.Load(ProductFiles().Single(f => Path.GetFileNameWithoutExtension(f) == project))
        .Descendants("ProjectReference")
        .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))];

    private static IEnumerable<string> ProductFiles() =>
        new[] { "harness", "servers", "clients" }.SelectMany(
            folder => Directory.GetFiles(Repository.PathOf(folder), "*.csproj", SearchOption.AllDirectories));
}
