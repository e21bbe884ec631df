using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Harness.Tests.Pure.House;

/// <summary>NBomber and ScottPlot are never part of a build that does not ask for them.</summary>
public sealed class OptionalPartTests
{
    private static readonly string Repository = Path.GetFullPath("../../..", Path.GetDirectoryName(ThisFile())!);

    public static TheoryData<string, string> Parts => new()
    {
        { "NBomber", "'$(WithNBomber)' == 'true'" },
        { "ScottPlot", "'$(WithScottPlot)' == 'true'" },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void ItsVersion_IsKnownOnlyToABuildThatAsksForIt(string package, string condition) =>
        Elements("Directory.Packages.props", "PackageVersion", package).ShouldHaveSingleItem().Attribute("Condition")!.Value.ShouldBe(condition);

    [Theory]
    [MemberData(nameof(Parts))]
    public void ItsAdapter_IsReferencedOnce_ByTheProgram_AndOnlyWhenAskedFor(string package, string condition)
    {
        var references = Projects().SelectMany(p => Elements(p, "ProjectReference", $".{package}.csproj").Select(e => (Project: Path.GetFileName(p), Element: e)));

        var (project, reference) = references.ShouldHaveSingleItem();
        project.ShouldBe("Harness.Cli.csproj");
        reference.Attribute("Condition")!.Value.ShouldBe(condition);
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void ItsPackage_IsReferencedByTheAdapterAlone_WhichTheSolutionDoesNotHold(string package, string condition)
    {
        condition.ShouldContain(package);
        var adapter = Projects().Where(p => Elements(p, "PackageReference", package).Any()).ShouldHaveSingleItem();

        Path.GetFileName(adapter).ShouldEndWith($".{package}.csproj");
        File.ReadAllText(Path.Combine(Repository, "Harness.sln")).ShouldNotContain(Path.GetFileName(adapter));
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void WhatWasBuilt_DependsOnNeither(string package, string condition)
    {
        condition.ShouldContain(package);
        // All that these tests and the program itself depend on, packages of packages included.
        var dependencies = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Harness.Tests.Pure.deps.json"));

        dependencies.ShouldContain("\"Spectre.Console/");
        dependencies.ShouldContain("\"harness/");
        dependencies.ShouldNotContain($"\"{package}/");
        dependencies.ShouldNotContain("SkiaSharp");
    }

    [Fact]
    public void ASolutionBuiltWithThem_TellsTheDeclaredPackagesFromTheRealOnes() =>
        Elements("tests/Harness.Tests.Pure/Harness.Tests.Pure.csproj", "ProjectReference", "Harness.DeclaredPackages.csproj")
            .ShouldHaveSingleItem().Attribute("Aliases")!.Value.ShouldBe("declared");

    [Fact]
    public void AdaptersAreThin() =>
        Adapters().ShouldAllBe(adapter => Directory.GetFiles(adapter, "*.cs").Sum(f => File.ReadLines(f).Count()) < 150);

    [Fact]
    public void NoLockFile_NamesThem() =>
        Directory.GetFiles(Repository, "packages.lock.json", SearchOption.AllDirectories)
            .Where(f => File.ReadAllText(f) is var text && (text.Contains("NBomber", StringComparison.Ordinal) || text.Contains("ScottPlot", StringComparison.Ordinal)))
            .ShouldBeEmpty();

    private static IEnumerable<string> Adapters() => Projects().Where(p => p.EndsWith(".NBomber.csproj", StringComparison.Ordinal) || p.EndsWith(".ScottPlot.csproj", StringComparison.Ordinal))
        .Select(p => Path.GetDirectoryName(p)!);

    private static IEnumerable<string> Projects() => new[] { "harness", "servers", "clients", "tests", "benchmarks" }
        .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository, folder), "*.csproj", SearchOption.AllDirectories));

    private static IEnumerable<XElement> Elements(string file, string name, string included) => XDocument.Load(Path.Combine(Repository, file))
        .Descendants(name)
        .Where(e => e.Attribute("Include")!.Value.EndsWith(included, StringComparison.Ordinal));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
