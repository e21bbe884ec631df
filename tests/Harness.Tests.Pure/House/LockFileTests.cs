using System.Text.Json.Nodes;

namespace Harness.Tests.Pure.House;

/// <summary>Every project of the solution names its packages by their hashes, and none that only one kind of machine has.</summary>
public sealed class LockFileTests
{
    // Its packages are the SDK's.
    private const string Unlocked = "Harness.AgentProgram";

    [Fact]
    public void EachProject_HasALockFile_ForAnyMachine()
    {
        var projects = File.ReadAllLines(Repository.PathOf("Harness.sln"))
            .SelectMany(line => line.Split('"'))
            .Where(part => part.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(part => Repository.PathOf(part.Replace('\\', '/')))
            .Where(project => Path.GetFileNameWithoutExtension(project) != Unlocked)
            .ToList();

        projects.Count.ShouldBeGreaterThan(10);
        foreach (var project in projects)
        {
            var file = Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json");
            File.Exists(file).ShouldBeTrue($"'dotnet restore' makes {file}");
            var targets = JsonNode.Parse(File.ReadAllText(file))!["dependencies"]!.AsObject();
            targets.Select(t => t.Key).ShouldBe(["net10.0"], file);
            targets["net10.0"]!.AsObject().Where(p => (string?)p.Value!["type"] != "Project")
                .ShouldAllBe(p => ((string?)p.Value!["contentHash"] ?? "").Length > 80, file);
        }
    }

    [Fact]
    public void TheTests_TakeNoOtherPackages() =>
        File.ReadAllText(Repository.PathOf("tests", "run.sh")).ShouldContain("export RestoreLockedMode=true");
}
