using System.Text.Json;
using Harness.Analysis.Results;

namespace Harness.Tests.Kernel.Program;

/// <summary>Policies next to each other, measured on real sockets.</summary>
public sealed class CompareTests
{
    private const string Few = "load.0.iterations_for_constant.iterations=200";

    [Fact]
    public async Task ServerCloseAgainstClientClose_RunsInterleaved_AndSaysWhoHoldsWhat()
    {
        using var folder = new TempFolder();
        var ended = (await HarnessProgram.RunAsync(
            "compare", HarnessProgram.Scenario("server-closes-first"), HarnessProgram.Scenario("client-closes-first"),
            "--repeat", "2", "--set", Few, "--out", folder.Path)).ShouldExitWith(0);

        var c = Comparison(folder.Path);
        c.Subjects.Select(s => (s.Name, s.Trials, s.Holder)).ShouldBe(
            [("server-closes-first", 2, TimeWaitHolder.Server), ("client-closes-first", 2, TimeWaitHolder.Client)]);
        Figures(c, "server.time_wait.entered").ShouldBe([[200, 200], [0, 0]]);
        Figures(c, "client.time_wait.entered").ShouldBe([[0, 0], [200, 200]]);
        var entered = c.Metrics.Single(m => m.Key == "server.time_wait.entered").Figures[1].Difference.ShouldNotBeNull();
        (entered.Exact, entered.Mark, entered.Estimate).ShouldBe((true, DifferenceMark.Better, -200));
        // Two runs each can never tell rates apart, and that is said.
        c.Metrics.Single(m => m.Key == "rates.connections_per_second").Figures[1].Difference!.Mark
            .ShouldBe(DifferenceMark.NotDistinguishable);
        c.Notes.Select(n => n.Code).ShouldContain("few_runs");
        ended.Output.ShouldContain("TIME_WAITs entered");
        ended.Error.ShouldContain("round 2 of 2, run 1 of 2: server-closes-first");
        c.Subjects.SelectMany(s => s.Folders).ShouldAllBe(f => Directory.Exists(Path.Combine(RunResult.Folder(folder.Path), f)));
        File.ReadAllText(Path.Combine(RunResult.Folder(folder.Path), "report.html")).ShouldContain("Both sides of every policy");
    }

    [Fact]
    public async Task ItsRuns_CanBeComparedAgainAsFolders_AndItsReportBeDrawnAgain()
    {
        using var folder = new TempFolder();
        (await HarnessProgram.RunAsync(
            "compare", HarnessProgram.Scenario("server-closes-first"), HarnessProgram.Scenario("client-closes-first"),
            "--repeat", "1", "--set", Few, "--out", folder.Path, "--quiet")).ShouldExitWith(0).Error.ShouldBeEmpty();
        var first = RunResult.Folder(folder.Path);
        var runs = Directory.GetDirectories(Path.Combine(first, "runs"));

        (await HarnessProgram.RunAsync(["compare", .. runs, "--out", Path.Combine(folder.Path, "again")])).ShouldExitWith(0);
        (await HarnessProgram.RunAsync("report", first)).ShouldExitWith(0).Output.ShouldContain("report.html");

        Comparison(Path.Combine(folder.Path, "again")).Subjects.Select(s => s.Holder)
            .ShouldBe([TimeWaitHolder.Server, TimeWaitHolder.Client], ignoreOrder: true);
    }

    [Fact]
    public async Task AnyFigure_CanBeCompared_ByItsKey()
    {
        using var folder = new TempFolder();
        var ended = (await HarnessProgram.RunAsync(
            "compare", HarnessProgram.Scenario("server-closes-first"), HarnessProgram.Scenario("client-closes-first"),
            "--repeat", "2", "--set", Few,
            "--figure", "connections.opened", "--figure", "server.counters.TcpExt.TW", "--quiet", "--out", folder.Path)).ShouldExitWith(0);

        var c = Comparison(folder.Path);
        c.Metrics.Select(m => m.Key).TakeLast(2).ShouldBe(["connections.opened", "server.counters.TcpExt.TW"]);
        Figures(c, "connections.opened").ShouldBe([[200, 200], [200, 200]]);
        Figures(c, "server.counters.TcpExt.TW").ShouldBe([[200, 200], [0, 0]]);
        ended.Output.ShouldContain("server: kernel counter TcpExt.TW");
        File.ReadAllText(Path.Combine(RunResult.Folder(folder.Path), "report.html")).ShouldContain("server: kernel counter TcpExt.TW");
    }

    [Fact]
    public async Task AMatrix_ComparesEveryCombination_AndDrawsWhoHoldsTimeWait()
    {
        using var folder = new TempFolder();
        var ended = (await HarnessProgram.RunAsync(
            "compare", HarnessProgram.Scenario("server-closes-first"),
            "-L", "server.close=immediately,when_client_closes", "-L", "client.like=http_client,siege",
            "--set", Few, "--set", "server.response.content_length=exact",
            "--repeat", "1", "--quiet", "--out", folder.Path)).ShouldExitWith(0);

        var c = Comparison(folder.Path);
        c.Matrix.Select(a => a.Key).ShouldBe(["server.close", "client.like"]);
        c.Subjects.Count.ShouldBe(4);
        // A server that waits for the client's close leaves it every TIME_WAIT, whoever the client is.
        c.Subjects.Where(s => s.Parameters["server.close"] == "when_client_closes")
            .Select(s => (s.Holder, s.ServerShare))
            .ShouldBe([(TimeWaitHolder.Client, 0), (TimeWaitHolder.Client, 0)]);
        ended.Output.ShouldContain("Who holds TIME_WAIT");
        File.ReadAllText(Path.Combine(RunResult.Folder(folder.Path), "report.html")).ShouldContain("class=\"heat\"");
    }

    [Theory]
    [InlineData("FILE", "at least two policies")]
    [InlineData("FILE missing.yaml", "missing.yaml: there is no such file")]
    [InlineData("FILE FILE --repeat 0", "--repeat must be 1 to 1000, is '0'")]
    [InlineData("FILE FILE --repeat x", "--repeat must be 1 to 1000, is 'x'")]
    [InlineData("FILE FILE --set server.close=imediately", "'imediately' is not one of")]
    [InlineData("FILE -L client.like", "-L client.like|KEY=VALUE,VALUE")]
    [InlineData("FILE FILE -L client.like=curl,ab", "name one scenario file")]
    [InlineData("FILE -L client.like=curl,ba", "-L client.like=ba: |'ba' is not one of")]
    [InlineData("FILE -L client.like=curl,ab -L client.like=wrk,siege", "given twice")]
    [InlineData(
        "FILE FILE --figure server.time_wait.enterd",
        "--figure server.time_wait.enterd: is not a figure|did you mean 'server.time_wait.entered'?")]
    [InlineData("FILE FILE --figure trial", "--figure trial: is not a figure of a trial")]
    [InlineData("FILE THRESHOLD", "searches for a threshold")]
    [InlineData("FILE CORRUPT", "summary.json:1:|Restore the file")]
    [InlineData("FILE FILE --out /dev/null/x", "/dev/null/x|--out")]
    public async Task AWrongCommand_SaysWhatIsWrong_AndStartsNothing(string command, string expected)
    {
        using var folder = new TempFolder();
        var corrupt = Directory.CreateDirectory(Path.Combine(folder.Path, "corrupt")).FullName;
        await File.WriteAllTextAsync(Path.Combine(corrupt, "samples.csv"), "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(corrupt, "summary.json"), "{ \"scenario\": ", TestContext.Current.CancellationToken);
        var results = Path.Combine(folder.Path, "results");
        string[] arguments = [.. command.Split(' ').Select(word => word switch
        {
            "FILE" => HarnessProgram.Scenario("server-closes-first"),
            "THRESHOLD" => Directory.GetFiles(Repository.PathOf("scenarios", "thresholds"), "*.yaml")
                .First(f => File.ReadAllText(f).Contains("\nthreshold:")),
            "CORRUPT" => corrupt,
            _ => word,
        })];

        string[] outs = arguments.Contains("--out") ? [] : ["--out", results];
        var ended = (await HarnessProgram.RunAsync(["compare", .. arguments, .. outs])).ShouldExitWith(2);

        ended.Error.ShouldNotContain("   at ", customMessage: "no stack trace");
        foreach (var part in expected.Split('|'))
        {
            ended.Error.ShouldContain(part);
        }

        Directory.Exists(results).ShouldBeFalse("nothing was to be started");
    }

    [Fact]
    public async Task AMachineThatCannot_LeavesNoFolder()
    {
        using var folder = new TempFolder();
        var file = HarnessProgram.Scenario("server-closes-first");

        string[] arguments = ["compare", file, file, "--set", "kernel.client.tcp_no_such_thing=1", "--out", folder.Path];
        (await HarnessProgram.RunAsync(arguments)).ShouldExitWith(3).Error.ShouldContain("tcp_no_such_thing");

        Directory.GetFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task AProgramThatOnlyTheSecondScenarioNeeds_IsMissedBeforeTheFirstIsRun()
    {
        using var folder = new TempFolder();
        var second = Path.Combine(folder.Path, "second.yaml");
        await File.WriteAllTextAsync(
            second,
            "name: second\nserver: { close: immediately }\nclient: { command: [no-such-client, \"{url}\"] }\n",
            TestContext.Current.CancellationToken);
        var results = Directory.CreateDirectory(Path.Combine(folder.Path, "results")).FullName;

        var ended = await HarnessProgram.RunAsync("compare", HarnessProgram.Scenario("server-closes-first"), second, "--out", results);

        ended.ShouldExitWith(3).Error.ShouldContain("no-such-client");
        Directory.GetFileSystemEntries(results).ShouldBeEmpty("nothing was to be started");
    }

    [Fact]
    public async Task AnInterruptedComparison_KeepsWhatItHas_AndSaysSo()
    {
        using var folder = new TempFolder();
        using var program = HarnessProgram.Start(
            [
                "compare", HarnessProgram.Scenario("server-closes-first"), HarnessProgram.Scenario("client-closes-first"),
                "--set", Few, "--repeat", "100", "--out", folder.Path,
            ]);
        await program.ErrorSaysAsync("round 2 of 100, run 2");
        program.Signal("INT");

        (await program.EndAsync()).ShouldExitWith(130);

        var c = Comparison(folder.Path);
        c.Complete.ShouldBeFalse();
        c.Subjects.ShouldAllBe(s => s.Trials >= 1);
    }

    private static Comparison Comparison(string output) =>
        JsonSerializer.Deserialize(
            File.ReadAllText(Path.Combine(RunResult.Folder(output), "compare.json")), ResultJson.Indented.Comparison)!;

    private static IEnumerable<double[]> Figures(Comparison c, string key) =>
        c.Metrics.Single(m => m.Key == key).Figures.Select(f => f.Values.ToArray());
}
