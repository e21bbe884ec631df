using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Harness.Tests.Kernel.Program;

/// <summary>What scripts get: one JSON document on stdout and progress on stderr, a JUnit file, and a link to the newest results.</summary>
public sealed class ForProgramsTests : IDisposable
{
    private const string Yaml =
        "name: tiny\nserver: { close: immediately }\nclient: { like: ab }\nnetwork: loopback\n"
        + "load: [{ iterations_for_constant: { copies: 1, iterations: 5 } }]\nexpect: [closed_first.server == connections.completed]\n";

    private readonly TempFolder folder = new();

    private string File => folder.Write("tiny.yaml", Yaml);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ARun_IsOneJsonDocument_WithTheChangedLoad_AJUnitFile_AndALinkToIt()
    {
        var junit = Path.Combine(folder.Path, "run.xml");

        // Where no project's folder is known, results go below the current one.
        var ended = (await RunAsync("run", File, "-n", "7", "--json", "--junit", junit)).ShouldExitWith(0);

        ended.Error.ShouldContain("tiny: 1 trial");
        var run = JsonNode.Parse(ended.Output)!["runs"]!.AsArray().ShouldHaveSingleItem()!;
        var results = (string)run["folder"]!;
        var summary = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(results, "summary.json")))!;
        JsonNode.DeepEquals(run["summary"], summary).ShouldBeTrue("it is as in the file");
        ((int)summary["trials"]![0]!["connections"]!["completed"]!).ShouldBe(7);
        summary["overrides"]![0]!.ToJsonString().ShouldBe("""{"key":"load.0.iterations_for_constant.iterations","value":"7"}""");
        System.IO.File.ReadAllText(junit).ShouldContain("name=\"closed_first.server == connections.completed\"");
        new FileInfo(Path.Combine(folder.Path, "results", "latest")).LinkTarget.ShouldBe(Path.GetFileName(results));
        (await RunAsync("report", "results/latest")).ShouldExitWith(0);
        (await RunAsync("validate", File, "-n", "7", "--print")).ShouldExitWith(0).Output.ShouldStartWith("name: tiny\n");
    }

    [Fact]
    public async Task AComparison_IsOneJsonDocument()
    {
        var ended = (await RunAsync("compare", File, "-L", "server.close=immediately,reset", "--repeat", "1", "--json", "--quiet"))
            .ShouldExitWith(0);

        var comparison = JsonNode.Parse(ended.Output)!;
        ((string)comparison["place"]!["report"]!).ShouldStartWith(Path.Combine(folder.Path, "results"));
        comparison["subjects"]!.AsArray().Select(s => (string)s!["name"]!).ShouldBe(["immediately", "reset"]);
    }

    [Fact]
    public async Task Mistakes_AreJsonToo_AndWhatTheMachineHas()
    {
        var wrong = folder.Write("wrong.yaml", Yaml.Replace("like: ab", "like: abc"));

        var validated = JsonNode.Parse((await RunAsync("validate", File, wrong, "--json")).ShouldExitWith(2).Output)!;
        var listed = JsonNode.Parse((await RunAsync("list", folder.Path, "--json")).ShouldExitWith(2).Output)!;
        var doctor = JsonNode.Parse((await RunAsync("doctor", "--json")).Output)!;

        validated["scenarios"]!.AsArray().ShouldHaveSingleItem()!["name"]!.GetValue<string>().ShouldBe("tiny");
        var error = validated["errors"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)error["file"]!, (int)error["line"]!, (int)error["column"]!).ShouldBe((wrong, 3, 17));
        listed.ToJsonString().ShouldBe(validated.ToJsonString());
        doctor["findings"]!.AsArray().Select(f => (string)f!["what"]!).ShouldContain("kernel");
    }

    [Fact]
    public async Task OnATerminalOf80Columns_NoLineIsLonger_InHelp_InMessages_AndInResults()
    {
        var file = File;
        string[] commands =
        [
            "--help", "run --help", "check --help", "compare --help", "probe client --help", "probe server --help", "report --help",
            "validate --help", "list --help", "run no-such-scenario-anywhere-in-this-project", "run x.yaml --ouut d", $"validate {file}",
            $"run {file} --rate 5", $"run {file}", $"run {file} -c 2 --set server.close=reset",
        ];
        var script = $"stty cols 80 rows 40; cd {folder.Path}; "
            + string.Concat(commands.Select(c => $"{HarnessProgram.Executable} {c} 2>&1; "));

        using var terminal = HarnessProgram.Start(["-qec", script, "/dev/null"], ["timeout", "100"], "script");
        var shown = Plain((await terminal.EndAsync()).Output);

        shown.Split('\n').Where(l => l.Length > 80).ShouldBeEmpty();
        shown.ShouldNotContain("…");
        shown.ShouldContain("Exit codes: 0 all expectations hold");
        shown.ShouldContain("unknown option --ouut; did you mean --out?");
        shown.ShouldContain("PASSED");
    }

    private async Task<HarnessProgram.Ended> RunAsync(params string[] arguments)
    {
        using var program = HarnessProgram.Start(arguments, ["env", "-C", folder.Path]);
        return await program.EndAsync();
    }

    // Without what moves the cursor or colours the text; a line that was drawn over is one of its own.
    private static string Plain(string shown) =>
        Regex.Replace(shown, "\e(\\[[0-9;?]*[A-Za-z]|[=>])", "", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10))
            .Replace('\r', '\n');
}
