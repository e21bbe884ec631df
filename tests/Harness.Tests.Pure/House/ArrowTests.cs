using System.Xml.Linq;

namespace Harness.Tests.Pure.House;

/// <summary>The arrows of ARCHITECTURE.md: who may reference whom.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Harness.Scenarios"] = [],
        ["Harness.Protocol"] = ["Harness.Scenarios"],
        ["Harness.Analysis"] = ["Harness.Scenarios", "Harness.Protocol"],
        ["Harness.Linux"] = ["Harness.Protocol"],
        ["Harness.Servers"] = ["Harness.Scenarios", "Harness.Protocol"],
        ["Harness.Clients"] = ["Harness.Scenarios", "Harness.Protocol"],
        ["Harness.Agent"] = ["Harness.Scenarios", "Harness.Protocol", "Harness.Linux", "Harness.Servers", "Harness.Clients"],
        ["Harness.AgentProgram"] = ["Harness.Agent"],
        ["Harness.Controller"] = ["Harness.Scenarios", "Harness.Protocol", "Harness.Analysis"],
        ["Harness.Reporting"] = ["Harness.Scenarios", "Harness.Protocol", "Harness.Analysis"],
        ["Harness.Cli"] = ["Harness.Agent", "Harness.Controller", "Harness.Reporting", "Harness.Clients.NBomber"],
        ["Harness.Clients.NBomber"] = ["Harness.Scenarios", "Harness.Protocol", "Harness.Clients"],
    };

    public static TheoryData<string> Projects => [.. ProductFiles().Select(f => Path.GetFileNameWithoutExtension(f))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void AProject_ReferencesWhatItsArrowsAllow_AndNoArrowIsUnused(string project) =>
        References(project).ShouldBe(
            Allowed[project],
            ignoreOrder: true,
            $"see the table in ARCHITECTURE.md before you draw an arrow from {project}, or take one away");

    [Fact]
    public void EveryProjectOfTheTable_Exists() =>
        ProductFiles().Select(f => Path.GetFileNameWithoutExtension(f)).ShouldBe(Allowed.Keys, ignoreOrder: true);

    [Fact]
    public void OnlyOneProject_MayHoldUnsafeCode() =>
        ProductFiles().Where(f => File.ReadAllText(f).Contains("AllowUnsafeBlocks", StringComparison.Ordinal))
            .Select(Path.GetFileNameWithoutExtension)
            .ShouldBe(["Harness.Linux"]);

    [Theory]
    [InlineData("Harness.Protocol")]
    [InlineData("Harness.Analysis")]
    [InlineData("Harness.Linux")]
    [InlineData("Harness.Servers")]
    [InlineData("Harness.Clients")]
    public void WhatTheNativeAgentIsMadeOf_AndTheAnalysis_HaveNoPackage(string project) =>
        File.ReadAllText(ProductFiles().Single(f => f.EndsWith($"/{project}.csproj", StringComparison.Ordinal)))
            .ShouldNotContain("PackageReference");

    [Fact]
    public void TheAgent_HasNoPackageButForItsLog() =>
        XDocument.Load(ProductFiles().Single(f => f.EndsWith("/Harness.Agent.csproj", StringComparison.Ordinal)))
            .Descendants("PackageReference")
            .Select(p => p.Attribute("Include")!.Value).ShouldBe(["Microsoft.Extensions.Logging.Abstractions"]);

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

    private static string[] References(string project) =>
    [
        .. XDocument.Load(ProductFiles().Single(f => Path.GetFileNameWithoutExtension(f) == project))
            .Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))),
    ];

    private static IEnumerable<string> ProductFiles() =>
        new[] { "harness", "servers", "clients" }.SelectMany(
            folder => Directory.GetFiles(Repository.PathOf(folder), "*.csproj", SearchOption.AllDirectories));
}
