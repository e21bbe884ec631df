using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;

namespace Harness.Tests.Kernel.Program;

/// <summary>
/// What a program under test can do to the rest of the machine: nothing, in namespaces as on loopback; and what else connects there is
/// not counted with it.
/// </summary>
public sealed class ConfinementTests : IDisposable
{
    private readonly TempFolder temp = new();
    private Process? bystander;

    public void Dispose()
    {
        bystander?.Kill();
        bystander?.Dispose();
        temp.Dispose();
    }

    [Theory]
    [InlineData("loopback", false)]
    [InlineData("loopback", true)]
    [InlineData("namespaces", false)]
    [InlineData("namespaces", true)]
    public async Task AProgram_NeitherSeesNorEndsAProcessOutside_AndItsExitCodeStays(string network, bool isOrdinary)
    {
        var trial = await RunAsync(network, isOrdinary);

        bystander!.HasExited.ShouldBeFalse();
        var program = trial.Client.Program.ShouldNotBeNull();
        program.ExitCodes.Keys.ShouldBe(["7"]);
        program.Output.ShouldContain("No such process");
        program.Output.ShouldNotContain("seen");
        program.Output.ShouldNotContain("hurt");
        program.Output.ShouldContain("given by the scenario");
        trial.Warnings.ShouldNotContain(w => w.Code == "program_unconfined");
        (trial.Connections.Opened, trial.Connections.Completed, CloseClass.Total(trial.ClosedFirst), trial.ClosedFirst.Unknown)
            .ShouldBe((1L, 1L, 1L, 0L));
        ShouldBeGone(program.Output, mode: network == "loopback" ? "700" : "1777");
    }

    [Fact]
    public async Task WhereItCannotBeHad_TheRunSaysSo_AndTheFolderIsPrivateAllTheSame()
    {
        var fake = temp.Write("unshare", "#!/bin/sh\necho 'unshare: unshare failed: Operation not permitted' >&2\nexit 1\n");
        File.SetUnixFileMode(fake, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var trial = await RunAsync("loopback", isOrdinary: false, "env", $"PATH={temp.Path}:{Environment.GetEnvironmentVariable("PATH")}");

        trial.Warnings.Single(w => w.Code == "program_unconfined").Text.ShouldContain("Operation not permitted");
        trial.Client.Program!.Output.ShouldContain("seen");
        trial.Client.Program.ExitCodes.Keys.ShouldBe(["7"]);
        ShouldBeGone(trial.Client.Program.Output, mode: "700");
    }

    [Fact]
    public async Task WhenItsAgentIsKilled_TheFolderGoesAllTheSame()
    {
        var fake = temp.Write("unshare", "#!/bin/sh\nexit 1\n");
        File.SetUnixFileMode(fake, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var place = Path.Combine(temp.Path, "place");
        var yaml = temp.Write(
            "killed.yaml",
            $$"""
            name: killed
            network: loopback
            server: { close: immediately }
            client:
              command: [sh, -c, 'echo {dir} > {{place}}; ls {dir}/given >> {{place}}; kill -9 $PPID']
              files: { given: "given by the scenario\n" }
            """);

        using var program = HarnessProgram.Start(
            ["run", yaml, "--quiet", "--out", Path.Combine(temp.Path, "results")],
            ["env", $"PATH={temp.Path}:{Environment.GetEnvironmentVariable("PATH")}"]);
        (await program.EndAsync()).ShouldExitWith(4);

        var written = await File.ReadAllLinesAsync(place, TestContext.Current.CancellationToken);
        written[1].ShouldBe($"{written[0]}/given");
        Directory.Exists(written[0]).ShouldBeFalse(written[0]);
    }

    // The signal that it sends from where it cannot be held back is 0, which asks whether it might.
    private async Task<TrialSummary> RunAsync(string network, bool isOrdinary, params string[] prefix)
    {
        if (isOrdinary)
        {
            ThrowAwayUser.RequireRoot();
        }

        string[] user = isOrdinary ? [.. ThrowAwayUser.Prefix] : ["env"];
        bystander = Process.Start(user[0], [.. user[1..], "sleep", "60"]);
        var signal = prefix.Length > 0 ? "0" : "TERM";
        var yaml = temp.Write(
            "confined.yaml",
            $$"""
            name: confined
            network: {{network}}
            server: { close: immediately }
            client:
              command: [sh, -c, 'curl -s {url}; test -e /proc/$0 && echo seen; kill -{{signal}} $0 && echo hurt; kill -{{signal}} $PPID;
                cat {dir}/given; echo "mode=$(stat -c %a {dir}) dir={dir}"; exit 7', '{{bystander.Id}}']
              files: { given: "given by the scenario\n" }
            """);
        var executable = isOrdinary ? await ThrowAwayUser.MoveInAsync(temp) : HarnessProgram.Executable;
        var results = Path.Combine(temp.Path, "results");
        await using var others = new OtherConnections();
        using var program = HarnessProgram.Start(
            ["run", yaml, "--quiet", "--out", results], isOrdinary ? ThrowAwayUser.Prefix : prefix, executable);
        (await program.EndAsync()).ShouldExitWith(0);
        others.Count.ShouldBeGreaterThan(1);
        return RunResult.OnlyTrial(results);
    }

    private static void ShouldBeGone(string output, string mode)
    {
        output.ShouldContain($"mode={mode} dir=/");
        var folder = output.Split("dir=")[1].Split('\n')[0];
        if (mode == "700")
        {
            Directory.Exists(folder).ShouldBeFalse(folder);
        }

        File.Exists(Path.Combine(folder, "given")).ShouldBeFalse(folder);
    }

    /// <summary>Connects to a listener of its own on loopback, again and again.</summary>
    private sealed class OtherConnections : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource stop = new();
        private readonly Task connecting;

        public OtherConnections()
        {
            listener.Start();
            connecting = ConnectAsync();
        }

        public int Count { get; private set; }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await connecting;
            listener.Dispose();
            stop.Dispose();
        }

        // With an RST, so that none leaves a TIME_WAIT.
        private async Task ConnectAsync()
        {
            while (!stop.IsCancellationRequested)
            {
                using var client = new TcpClient { LingerState = new(enable: true, seconds: 0) };
                await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, CancellationToken.None);
                using var accepted = await listener.AcceptSocketAsync(CancellationToken.None);
                Count++;
                await Task.Delay(10, CancellationToken.None);
            }
        }
    }
}
