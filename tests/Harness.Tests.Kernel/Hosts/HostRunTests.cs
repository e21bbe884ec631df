using System.Text.Json.Nodes;
using Harness.Analysis.Results;
using Harness.Tests.Kernel.Program;

namespace Harness.Tests.Kernel.Hosts;

/// <summary>The same scenario on several hosts, as a user runs it.</summary>
public sealed class HostRunTests(TestBed bed) : IClassFixture<TestBed>
{
    private static readonly string Scenario = HarnessProgram.Scenario("server-closes-first");
    private static readonly string[] Load = ["--connections", "3001", "--copies", "10"];

    [Theory]
    [InlineData("ssh", "server-closes-first", 4)]
    [InlineData("ssh", "client-closes-first", 6, Traits = ["Ring", "hosts"])]
    [InlineData("slurm", "server-closes-first", 6, Traits = ["Ring", "hosts"])]
    [InlineData("slurm", "client-closes-first", 4)]
    public async Task ThreeClientsAndTwoServers_DoTogetherWhatOneOfEachDoes_Exactly(string launch, string scenario, int ip)
    {
        bed.Require();
        using var output = new TempFolder();

        string[] words = ["--hosts", bed.Inventory(launch), .. Load, "--set", $"ip={ip}", "--quiet", "--out", output.Path];
        var run = await bed.RunAsync(["run", HarnessProgram.Scenario(scenario), .. words]);

        run.ShouldExitWith(0);

        var trial = RunResult.OnlyTrial(output.Path);
        trial.Connections.ShouldSatisfyAllConditions(
            c => (c.Opened, c.Accepted, c.Completed, c.Failed).ShouldBe((3001, 3001, 3001, 0)));
        var (first, other) = scenario[0] == 's' ? (trial.Server, trial.Client) : (trial.Client, trial.Server);
        (first.TimeWait.Entered, first.TimeWait.Final, other.TimeWait.Entered, other.TimeWait.Final).ShouldBe((3001, 3001, 0, 0));
        (trial.ClosedFirst.Server + trial.ClosedFirst.Client, trial.ClosedFirst.Unknown).ShouldBe((3001, 0));
        Opened(trial, "client").ShouldBe([1201, 900, 900]);
        Opened(trial, "server").Sum().ShouldBe(3001);
        trial.Nodes.Where(n => n.Tier == (scenario[0] == 's' ? "server" : "client"))
            .ShouldAllBe(n => n.Figures.TimeWait.Entered == n.Opened && n.Figures.TimeWait.EnteredFrom == EnteredSource.Segments);
        trial.Nodes.ShouldAllBe(n => n.OtherSockets!.Sockets > 0, "the launcher's own connection is none of the run's");
        trial.Nodes.Where(n => n.Tier == "client").ShouldAllBe(n => n.StartedLateUs >= 0);
        trial.Nodes.Where(n => n.Tier == "server").ShouldAllBe(n => n.StartedLateUs == null);
        (trial.Memory, first.TimeWait.Overflow).ShouldBe((null, null), "of other hosts' kernels nothing is known");
        HostsOf(output.Path).ShouldBe(Enumerable.Range(1, TestBed.Hosts).Select(i => bed[i]));
    }

    [Fact]
    public async Task AHostTakesOfTheLoad_WhatItsWeightSays_Exactly()
    {
        bed.Require();
        using var output = new TempFolder();
        var inventory = bed.Write(
            $"{{ program: {bed.Agent}, server: [{{ name: {bed[1]}, weight: 3 }}, {bed[2]}], "
            + $"client: [{bed[3]}, {{ name: {bed[4]}, weight: 2 }}] }}");

        string[] load = ["--connections", "6000", "--copies", "6", "--quiet", "--out", output.Path];
        (await bed.RunAsync(["run", Scenario, "--hosts", inventory, .. load])).ShouldExitWith(0);

        var trial = RunResult.OnlyTrial(output.Path);
        Opened(trial, "client").ShouldBe([2000, 4000]);
        Opened(trial, "server").ShouldBe([4500, 1500]);
    }

    [Fact]
    [Trait("Ring", "hosts")]
    public async Task ACheckOnHosts_HasABaselineOfItsOwn_AndSeesWhatMoved()
    {
        bed.Require();
        using var output = new TempFolder();
        string[] words = ["check", Scenario, "--baseline", output.Path, "--hosts", bed.Inventory("ssh"), "--structural", "--quiet"];

        (await bed.RunAsync([.. words, "--update", "--repeat", "2", "--out", output.Path])).ShouldExitWith(0);
        (await bed.RunAsync([.. words, "--out", output.Path])).ShouldExitWith(0);
        var moved = await bed.RunAsync([.. words, "--out", output.Path, "--set", "server.close=reset"]);

        var baseline = JsonNode.Parse(File.ReadAllText(Path.Combine(output.Path, "server-closes-first.json")))!;
        ((string)baseline["environment"]!["network"]!).ShouldBe("hosts: 2 servers, 3 clients");
        moved.ShouldExitWith(1).Output.ShouldContain("server.time_wait.entered");
    }

    [Fact]
    [Trait("Ring", "hosts")]
    public async Task ACopiedAgent_IsTakenAwayOnRequest()
    {
        bed.Require();
        using var cache = new TempFolder();
        string[] launch = ["srun", $"--export=XDG_CACHE_HOME={cache.Path}", "--chdir=/", "'--nodelist={host}'", "-N1", "-n1"];
        var inventory = bed.Write($"{{ launch: {{ command: [{string.Join(", ", launch)}] }}, server: {bed[1]}, client: {bed[2]} }}");
        (await bed.RunAsync("doctor", "--hosts", inventory)).ShouldExitWith(0);
        Directory.GetFiles(Path.Combine(cache.Path, "harness"))
            .ShouldHaveSingleItem("both hosts have one file system").ShouldContain("agent-");

        (await bed.RunAsync("doctor", "--hosts", inventory, "--remove-agents")).ShouldExitWith(0);

        Directory.GetFileSystemEntries(cache.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task AnExpectationOfAHostThatIsNotInTheInventory_IsRefusedBeforeAnythingStarts()
    {
        bed.Require();

        var run = await bed.RunAsync(
            "run", Scenario, "--hosts", bed.Inventory("ssh"), "--set", "expect=[server.by_host.lab9.time_wait.peak > 0]");

        run.ShouldExitWith(2).Error.ShouldContain(
            $"server.by_host.lab9.time_wait.peak: the inventory names no server 'lab9', but {bed[1]}, {bed[2]}");
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task TwoNamesOfOneHost_AreRefused()
    {
        bed.Require();
        var inventory = bed.Write($"{{ program: {bed.Agent}, server: {bed[1]}, client: root@{bed[1]} }}");

        var run = await bed.RunAsync("run", Scenario, "--hosts", inventory, "--quiet");

        run.ShouldExitWith(3).Error.ShouldContain($"{bed[1]} and root@{bed[1]} are one host: both have the address 10.66.0.1");
    }

    [Fact]
    public async Task WhatAHostsClockIsAhead_IsKnownToItsStatedError()
    {
        bed.Require();
        const double second = 1e6;

        var said = (await bed.RunAsync("doctor", "--hosts", bed.Inventory("ssh"), "--json")).ShouldExitWith(0).Output;

        // The bed sets host i's clock 1000 s times i ahead of the machine's, and the controller's not at all.
        foreach (var (index, host) in JsonNode.Parse(said)!["hosts"]!.AsArray().Index())
        {
            var (ahead, error) = ((double)host!["clock_ahead_us"]!, (double)host["clock_error_us"]!);
            Math.Abs(ahead - ((index + 1) * 1000 * second)).ShouldBeLessThanOrEqualTo(error + 0.1);
            error.ShouldBeLessThan(second);
        }
    }

    [Fact]
    public async Task AHostThatCannotTakePart_IsNamed_AndTheOthersAreLookedAtAllTheSame()
    {
        bed.Require();
        var inventory = bed.Write($"{{ program: {bed.Agent}, server: {bed[1]}, client: [no-such-host, {bed[2]}] }}");

        var doctor = (await bed.RunAsync("doctor", "--hosts", inventory)).ShouldExitWith(3);
        var run = (await bed.RunAsync("run", Scenario, "--hosts", inventory, "--quiet")).ShouldExitWith(3);

        doctor.Output.ShouldContain($"ok       {bed[1]}");
        doctor.Output.ShouldContain("MISSING  no-such-host");
        doctor.Output.ShouldContain($"ok       {bed[2]}");
        run.Error.ShouldContain("the client-1 agent on no-such-host ended with exit code 255");
        run.Error.ShouldContain("Could not resolve hostname no-such-host");
        bed.Agents().ShouldBeEmpty();
    }

    [Fact]
    public async Task APortThatAStrangerListensOn_IsRefused_BeforeAnyLoad()
    {
        bed.Require();

        var run = await bed.RunAsync(
            "run", Scenario, "--hosts", bed.Inventory("ssh"), "--set", "server.ports=[22]", "--quiet");

        run.ShouldExitWith(3).Error.ShouldContain("cannot listen on 10.66.0.1:22 here: Address already in use");
        bed.Agents().ShouldBeEmpty();
    }

    [Fact]
    public async Task HostsWithDifferentPrograms_AreRefused_AndNamed()
    {
        bed.Require();
        using var folder = new TempFolder();
        var other = Path.Combine(folder.Path, "harness-agent");
        File.WriteAllBytes(other, [.. File.ReadAllBytes(bed.Agent), 0]);
        File.SetUnixFileMode(other, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var script = Path.Combine(folder.Path, "starts");
        File.WriteAllText(script, $"#!/bin/sh\ncase $(hostname) in {bed[2]}) exec {other};; *) exec {bed.Agent};; esac\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var run = await bed.RunAsync("run", Scenario, "--hosts", bed.Inventory("ssh", script), "--quiet");

        run.ShouldExitWith(3).Error.ShouldContain("the hosts have different programs: native agent ");
        run.Error.ShouldContain($" on {bed[2]}");
        bed.Agents().ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatAHostWritesBeforeItsAgent_IsPassedOver_AndShownWhenNoAgentComes()
    {
        bed.Require();
        using var output = new TempFolder();
        var script = Path.Combine(output.Path, "starts");
        File.WriteAllText(script, "#!/bin/sh\nshift\necho Welcome to the lab\nexec \"$@\"\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var inventory = $"program: PROGRAM\nlaunch: {{ command: [ssh, -o, BatchMode=yes, \"{{host}}\", {script}, \"{{host}}\"] }}\n"
            + $"server: {bed[1]}\nclient: {bed[2]}\n";

        var good = await bed.RunAsync(
            "run", Scenario, "--hosts", bed.Write(inventory.Replace("PROGRAM", bed.Agent)), "--quiet", "--out", output.Path);
        var bad = await bed.RunAsync("run", Scenario, "--hosts", bed.Write(inventory.Replace("PROGRAM", "/no/such")), "--quiet");

        good.ShouldExitWith(0);
        bad.ShouldExitWith(3).Error.ShouldContain("Before that it wrote:\n  Welcome to the lab");
    }

    private static IEnumerable<long?> Opened(TrialSummary trial, string tier) =>
        trial.Nodes.Where(n => n.Tier == tier).Select(n => n.Opened);

    private static IEnumerable<string> HostsOf(string output) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(RunResult.Folder(output), "environment.json")))!["hosts"]!.AsArray()
            .Select(h => (string)h!["host"]!);
}
