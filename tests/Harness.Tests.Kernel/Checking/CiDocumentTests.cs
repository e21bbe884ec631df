using System.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace Harness.Tests.Kernel.Checking;

/// <summary>Runs the shell parts of docs/ci.md, as they stand there.</summary>
[Collection(Alone.Name)]
public sealed class CiDocumentTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public async Task TheShellPartsOfTheGitHubJob_Work()
    {
        var steps = (YamlSequenceNode)Job("jobs")["jobs"]["check"]["steps"];
        var scripts = steps.Where(s => ((YamlMappingNode)s).Children.ContainsKey("run"))
            .Select(s => $"{s["run"]}")
            .Where(s => !s.StartsWith("sudo", StringComparison.Ordinal))
            .ToList();
        scripts.Count.ShouldBe(2);

        foreach (var script in scripts)
        {
            await RunAsync(script);
        }

        (await ReadAsync("summary.md")).ShouldStartWith("### ✅ TIME_WAIT check");
        (await ReadAsync("check.xml")).ShouldContain("<testsuites name=\"harness check\" tests=\"100\" failures=\"0\"");
        File.Exists(Path.Combine(temp.Path, "benchmark.json")).ShouldBeFalse("no speed was measured here");
    }

    [Fact]
    public async Task TheShellPartsOfTheGitLabJob_Work()
    {
        var job = Job("check");
        var script = (YamlSequenceNode)job["check"]["script"];

        await RunAsync(string.Join('\n', script.Select(line => $"{line}")));

        (await ReadAsync("check.xml")).ShouldContain("failures=\"0\"");
        $"{job["check"]["artifacts"]["reports"]["junit"]}".ShouldBe("check-results/check.xml");
    }

    [Fact]
    public async Task TheFirstCommandOfThePage_Works() =>
        (await RunAsync(Blocks("sh").ShouldHaveSingleItem())).ShouldContain("6 scenarios as in the baselines");

    private static YamlMappingNode Job(string key)
    {
        foreach (var block in Blocks("yaml"))
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(block));
            if (yaml.Documents[0].RootNode is YamlMappingNode map && map.Children.ContainsKey(key))
            {
                return map;
            }
        }

        throw new InvalidOperationException($"docs/ci.md has no YAML block with the key '{key}'");
    }

    private static List<string> Blocks(string language) => [.. File.ReadAllText(Repository.PathOf("docs", "ci.md"))
        .Split("```")
        .Where((_, i) => i % 2 == 1)
        .Where(block => block.StartsWith($"{language}\n", StringComparison.Ordinal))
        .Select(block => block[(language.Length + 1)..])];

    private async Task<string> RunAsync(string script)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script])
        {
            WorkingDirectory = Repository.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["CHECK_OUT"] = temp.Path;
        start.Environment["GITHUB_STEP_SUMMARY"] = Path.Combine(temp.Path, "summary.md");
        // Speed takes most of a minute, and './run.sh test' ends with the whole suite.
        start.Environment["CHECK_OPTIONS"] = "--structural --repeat 1";
        using var shell = Process.Start(start)!;
        var (output, error) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Deadline, TestContext.Current.CancellationToken);
        shell.ExitCode.ShouldBe(0, $"{script}\n{await output}\n{await error}");
        return await output;
    }

    private async Task<string> ReadAsync(string name) =>
        await File.ReadAllTextAsync(Path.Combine(temp.Path, name), TestContext.Current.CancellationToken);
}
