using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Harness.Tests.Pure.House;

/// <summary>NBomber is never part of a build that does not ask for it.</summary>
public sealed class OptionalPartTests
{
    private const string Condition = "'$(WithNBomber)' == 'true'";

    private static readonly string Repository = Path.GetFullPath("../../..", Path.GetDirectoryName(ThisFile())!);

    [Fact]
    public void ItsVersion_AndThatOfWhatItBrings_AreKnownOnlyToABuildThatAsksForIt() =>
        new[] { "NBomber", "MessagePack" }.ShouldAllBe(package =>
            Elements("Directory.Packages.props", "PackageVersion", package).Single().Parent!.Attribute("Condition")!.Value == Condition);

    [Fact]
    public void ItsAdapter_IsReferencedOnce_ByTheProgram_AndOnlyWhenAskedFor()
    {
        var references = Projects()
            .SelectMany(p => Elements(p, "ProjectReference", ".NBomber.csproj").Select(e => (Project: Path.GetFileName(p), Element: e)));

        var (project, reference) = references.ShouldHaveSingleItem();
        project.ShouldBe("Harness.Cli.csproj");
        reference.Attribute("Condition")!.Value.ShouldBe(Condition);
    }

    [Fact]
    public void ItsPackage_IsReferencedByTheAdapterAlone_WhichTheSolutionDoesNotHold()
    {
        var adapter = Projects().Where(p => Elements(p, "PackageReference", "NBomber").Any()).ShouldHaveSingleItem();

        Path.GetFileName(adapter).ShouldEndWith(".NBomber.csproj");
        File.ReadAllText(Path.Combine(Repository, "Harness.sln")).ShouldNotContain(Path.GetFileName(adapter));
    }

    [Fact]
    public void WhatWasBuilt_DoesNotDependOnIt()
    {
        Dependencies().ShouldContain("\"Spectre.Console/");
        Dependencies().ShouldContain("\"harness/");
        Dependencies().ShouldNotContain("\"NBomber/");
    }

    // The other one needs libfontconfig, which a machine with nothing but the SDK, iproute2 and util-linux lacks.
    [Fact]
    public void WhatDrawsCharts_NeedsNoLibraryOfTheSystem()
    {
        Dependencies().ShouldContain("\"SkiaSharp.NativeAssets.Linux.NoDependencies/");
        Dependencies().ShouldNotContain("\"SkiaSharp.NativeAssets.Linux/");
    }

    [Fact]
    public void ASolutionBuiltWithIt_TellsTheDeclaredPackageFromTheRealOne() =>
        Elements("tests/Harness.Tests.Pure/Harness.Tests.Pure.csproj", "ProjectReference", "Harness.DeclaredPackages.csproj")
            .ShouldHaveSingleItem().Attribute("Aliases")!.Value.ShouldBe("declared");

    [Fact]
    public void ItsAdapter_IsThin() =>
        Directory.GetFiles(Path.Combine(Repository, "clients", "Harness.Clients.NBomber"), "*.cs")
            .Sum(f => File.ReadLines(f).Count())
            .ShouldBeLessThan(150);

    [Fact]
    public void NoLockFile_NamesIt() =>
        Directory.GetFiles(Repository, "packages.lock.json", SearchOption.AllDirectories)
            .Where(f => File.ReadAllText(f).Contains("NBomber", StringComparison.Ordinal))
            .ShouldBeEmpty();

    // All that these tests and the program itself depend on, packages of packages included.
    private static string Dependencies() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Harness.Tests.Pure.deps.json"));

    private static IEnumerable<string> Projects() => new[] { "harness", "servers", "clients", "tests", "benchmarks" }
        .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository, folder), "*.csproj", SearchOption.AllDirectories));

    private static IEnumerable<XElement> Elements(string file, string name, string included) => XDocument
        .Load(Path.Combine(Repository, file))
        .Descendants(name)
        .Where(e => e.Attribute("Include")!.Value.EndsWith(included, StringComparison.Ordinal));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
