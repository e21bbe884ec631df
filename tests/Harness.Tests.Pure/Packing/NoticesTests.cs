using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Harness.Tests.Pure.Packing;

/// <summary>Everything that is shipped has its notice: NOTICES lists each package of the program, in its own words.</summary>
public sealed class NoticesTests
{
    private const string Renew = "HARNESS_UPDATE_DOCS";
    private const string Begin = "---- packages: ";
    private const string End = "---- end of packages ----";

    [Fact]
    public void EachPackageOfTheProgram_IsListed_AndNoOther()
    {
        var path = Repository.PathOf("NOTICES");
        var text = File.ReadAllText(path);
        var from = text.IndexOf('\n', text.IndexOf(Begin, StringComparison.Ordinal)) + 1;
        var to = text.IndexOf(End, StringComparison.Ordinal);
        var expected = string.Concat(ShippedPackages().Select(Notice));
        if (Environment.GetEnvironmentVariable(Renew) == "1")
        {
            File.WriteAllText(path, text[..from] + expected + text[to..]);
            return;
        }

        text[from..to].ShouldBe(expected, $"renew it with: {Renew}=1 dotnet test tests/Harness.Tests.Pure --filter {nameof(NoticesTests)}");
    }

    [Fact]
    public void WhatTheListIsMadeFrom_IsTheWholeProgram_WithoutWhatOtherSystemsNeed()
    {
        var names = ShippedPackages().Select(p => p.Name).ToList();

        names.ShouldContain("CsvHelper");
        names.ShouldContain("SkiaSharp.NativeAssets.Linux.NoDependencies");
        names.ShouldContain("HarfBuzzSharp.NativeAssets.Linux");
        names.ShouldNotContain(name => name.Contains("macOS") || name.Contains("Win32") || name.Contains("Analyzer"));
    }

    [Fact]
    public void WhatIsCheckedInOfOthers_IsNamed_AndHasItsLicenceBesideIt()
    {
        var vendored = Directory.GetDirectories(Repository.PathOf("harness", "Harness.Reporting", "vendor"));
        var notices = File.ReadAllText(Repository.PathOf("NOTICES"));

        vendored.ShouldNotBeEmpty();
        vendored.ShouldAllBe(folder => Directory.GetFiles(folder, "LICENSE*").Length > 0);
        vendored.ShouldAllBe(folder => notices.Contains($"harness/Harness.Reporting/vendor/{Path.GetFileName(folder)}\n"));
    }

    [Fact]
    public void TheHarnessItself_IsUnderMit_InTheNameOfItsContributors() =>
        File.ReadAllText(Repository.PathOf("LICENSE"))
            .ShouldStartWith("MIT License\n\nCopyright (c) 2026 the TIME_WAIT load-testing harness contributors\n");

    // What a published program consists of, on Linux: packages that only help to build it have no files there.
    private static IEnumerable<(string Name, string Version)> ShippedPackages()
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "harness.deps.json")))!;
        return file["targets"]!.AsObject().Single().Value!.AsObject()
            .Where(library => (string?)file["libraries"]![library.Key]!["type"] == "package" && IsShipped(library.Value!))
            .Select(library => library.Key.Split('/'))
            .Select(parts => (parts[0], parts[1]))
            .OrderBy(package => package.Item1, StringComparer.Ordinal);
    }

    private static bool IsShipped(JsonNode library) =>
        library["runtime"] is not null
        || (library["runtimeTargets"]?.AsObject() ?? [])
            .Any(file => ((string)file.Value!["rid"]!).StartsWith("linux", StringComparison.Ordinal));

    private static string Notice((string Name, string Version) package)
    {
        var folder = Path.Combine(Packages, package.Name.ToLowerInvariant(), package.Version);
        var about = XDocument.Load(Directory.GetFiles(folder, "*.nuspec").Single()).Descendants();
        return $"{package.Name} {package.Version}\n  {Said("copyright")}\n  {Said("license")}, {Said("projectUrl")}\n";

        string Said(string name) => about.Single(e => e.Name.LocalName == name).Value.Trim();
    }

    private static string Packages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
