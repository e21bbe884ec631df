using System.Text.Json;
using Harness.Analysis.Probing;
using Harness.Analysis.Results;
using Harness.Tests.Kernel.Program;

namespace Harness.Tests.Kernel.Probing;

/// <summary><c>probe client</c> with real tools: the server waits for 1 s, which no tool thinks, however busy the machine.</summary>
public sealed class ProbeClientTests
{
    [Fact]
    public async Task Curl_ClosesFirstByLength_AndWaitsForTheServerWithoutOne()
    {
        Tools.Require("curl");

        var probe = await ProbeAsync("curl", "-s", "{url}");

        Forms(probe, f => f.ClosedFirst.Client)
            .ShouldBe("exact 2, smaller 2, smaller_large_body 2, smaller_far_away 0, larger 0, missing 0, keep_alive 2");
        Forms(probe, f => f.ClosedFirst.Server)
            .ShouldBe("exact 0, smaller 0, smaller_large_body 0, smaller_far_away 0, larger 2, missing 2, keep_alive 0");
        Forms(probe, f => f.Connections)
            .ShouldBe("exact 2, smaller 2, smaller_large_body 2, smaller_far_away 2, larger 2, missing 2, keep_alive 2");
        Form(probe, "larger").ExitCodes.ShouldBe(new Dictionary<string, long> { ["18"] = 2 });
        var thought = Form(probe, "exact").ThinkTimeUs.ShouldNotBeNull();
        thought.Count.ShouldBe(2);
        thought.P50.ShouldBeInRange(1, 1_000_000);
        Form(probe, "missing").ThinkTimeUs.ShouldBeNull();
        probe.Verdict.ShouldContain(
            "It resets connections when the length is much smaller than a large body, over a distance: 2 of 2.");
    }

    [Fact]
    public async Task CurlWithTwoUrls_UsesAConnectionThatTheServerKeeps()
    {
        Tools.Require("curl");

        var probe = await ProbeAsync("curl", "-s", "{url}", "{url}");

        Form(probe, "exact").ConnectionsPerRun.ShouldBe(2);
        Form(probe, "keep_alive").ConnectionsPerRun.ShouldBe(1);
        probe.Verdict.ShouldContain("It uses a connection again when the server keeps it: one connection per run instead of 2.");
    }

    [Fact]
    public async Task Ab_AlwaysWaitsForTheServer()
    {
        Tools.Require("ab");

        var probe = await ProbeAsync("ab", "-q", "-n", "1", "{url}");

        probe.Forms.Count.ShouldBe(7);
        probe.Forms.ShouldAllBe(f => f.ClosedFirst.Client == 0 && f.ClosedFirst.Server >= 2 && f.ThinkTimeUs == null);
    }

    [Fact]
    public async Task Siege_ResetsWhenMoreIsUnreadThanItsBufferHolds()
    {
        Tools.Require("siege");

        var probe = await ProbeAsync("siege", "-q", "-r", "1", "-c", "1", "{url}");

        Form(probe, "smaller_large_body").ClosedFirst.Reset.ShouldBe(2);
        Form(probe, "exact").ClosedFirst.Client.ShouldBe(2);
        Form(probe, "missing").ClosedFirst.Server.ShouldBe(2);
    }

    [Fact]
    public async Task TheTable_TheVerdictAndTheReport_AreShown()
    {
        Tools.Require("curl");
        using var folder = new TempFolder();

        var ended = (await HarnessProgram.RunAsync(
            "probe", "client", "--quiet", "--times", "1", "--out", folder.Path, "--", "curl", "-s", "{url}"))
        .ShouldExitWith(0);

        ended.Output.ShouldContain("smaller_large_body");
        ended.Output.ShouldContain("It opens one connection per run.");
        ended.Error.ShouldBeEmpty();
        File.Exists(Path.Combine(RunResult.Folder(folder.Path), "report.html")).ShouldBeTrue();
        RunResult.Summary(folder.Path).Trials.Select(t => t.Parameters["form"]).ShouldContain("keep_alive");
    }

    [Fact]
    public async Task AProgramThatNeverConnects_EndsWith4()
    {
        using var folder = new TempFolder();

        var ended = (await HarnessProgram.RunAsync(
            "probe", "client", "--quiet", "--times", "1", "--out", folder.Path, "--", "echo", "{url}"))
        .ShouldExitWith(4);

        ended.Output.ShouldContain("It opened no connection");
    }

    [Theory]
    [InlineData("the command does not say where to connect", "--", "curl", "http://127.0.0.1/")]
    [InlineData("--times must be 1 to 100000, is '0'", "--times", "0", "--", "curl", "{url}")]
    [InlineData("--times must be 1 to 100000, is 'x'", "--times", "x", "--", "curl", "{url}")]
    [InlineData("--server-waits must be a duration", "--server-waits", "5", "--", "curl", "{url}")]
    public async Task AWrongCommandLine_EndsWith2_AndLeavesNoFolder(string expected, params string[] arguments)
    {
        using var folder = new TempFolder();

        (await HarnessProgram.RunAsync(["probe", "client", "--out", folder.Path, .. arguments])).ShouldExitWith(2)
            .Error.ShouldContain(expected);

        Directory.GetFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task CtrlC_EndsWith130_AndKeepsWhatWasMeasured()
    {
        using var folder = new TempFolder();
        using var program = HarnessProgram.Start(
            ["probe", "client", "--times", "1", "--out", folder.Path, "--", "sh", "-c", "sleep 600; : {url}"]);
        await program.ErrorSaysAsync("load");
        program.Signal("INT");

        (await program.EndAsync()).ShouldExitWith(130);

        RunResult.Summary(folder.Path).Complete.ShouldBeFalse();
    }

    private static async Task<ClientProbe> ProbeAsync(params string[] command)
    {
        using var folder = new TempFolder();
        var ended = (await HarnessProgram.RunAsync(
                ["probe", "client", "--quiet", "--json", "--times", "2", "--server-waits", "1s", "--out", folder.Path, "--", .. command]))
                .ShouldExitWith(0);
        return JsonSerializer.Deserialize(ended.Output, ResultJson.Indented.ClientProbe)!;
    }

    private static FormProbe Form(ClientProbe probe, string name) => probe.Forms.Single(f => f.Form == name);

    private static string Forms(ClientProbe probe, Func<FormProbe, long> figure) =>
        string.Join(", ", probe.Forms.Select(f => $"{f.Form} {figure(f)}"));
}
