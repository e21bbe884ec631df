namespace Harness.Tests.Kernel.Program;

/// <summary>The agents as processes, while a load runs.</summary>
[Collection(Alone.Name)]
public sealed class AgentProcessTests
{
    [Theory]
    [InlineData("native")]
    [InlineData("managed")]
    public async Task AllThreads_StandInTheAgentsNamespace_AndStdout_CarriesItsMessagesOnly(string build)
    {
        using var folder = new TempFolder();
        using var program = HarnessProgram.Start(
            [
                "run", HarnessProgram.Scenario("client-closes-first"),
                "--set", "load=[{keep_constant: {copies: 4, during: 60s}}]", "--out", folder.Path,
            ],
            ["env", $"HARNESS_AGENT={build}"]);
        await RunLog.SaysAsync(folder.Path, RunLog.PhaseBegins, "Load");

        var agents = ProcessTree.AgentsOf(program.Pid);
        agents.Count.ShouldBe(2);
        foreach (var agent in agents)
        {
            // A thread elsewhere opens sockets elsewhere: now and then some connects failed with ENETUNREACH, in a run of several hundred.
            var tasks = Directory.GetDirectories($"/proc/{agent}/task");
            tasks.Length.ShouldBeGreaterThan(3);
            tasks.Select(t => new FileInfo($"{t}/ns/net").LinkTarget).OfType<string>().Distinct().ShouldHaveSingleItem();

            // What it rehearsed, in its own namespace, has left its mark on the kernel's counters and nothing else.
            SnmpOf(agent, "OutRsts").ShouldBeGreaterThan(0);
            File.ReadLines($"/proc/{agent}/net/tcp").ShouldNotContain(line => line.Contains("0100007F:"));

            // It is started for every trial: what reports are made with would cost each more than its connections do.
            var libraries = File.ReadLines($"/proc/{agent}/maps").Select(Path.GetFileName).Distinct().ToList();
            libraries.Contains("Harness.Agent.dll").ShouldBe(build == "managed");
            libraries.Contains("libcoreclr.so").ShouldBe(build == "managed");
            libraries.ShouldNotContain("Harness.Reporting.dll");
            libraries.ShouldNotContain("ScottPlot.dll");
            libraries.ShouldNotContain("libSkiaSharp.so");

            // A library that writes to stdout, as load engines do with their tables, would break the messages; what it writes
            // goes to stderr.
            var stderr = new FileInfo($"/proc/{agent}/fd/2").LinkTarget.ShouldNotBeNull();
            new FileInfo($"/proc/{agent}/fd/1").LinkTarget.ShouldBe(stderr);
        }

        program.Signal("INT");
        (await program.EndAsync()).ShouldExitWith(130);
    }

    // Names in one line, values in the next (proc(5)).
    private static long SnmpOf(int process, string counter)
    {
        var tcp = File.ReadLines($"/proc/{process}/net/snmp")
            .Where(line => line.StartsWith("Tcp:", StringComparison.Ordinal))
            .Select(line => line.Split(' '))
            .ToList();
        return long.Parse(tcp[1][Array.IndexOf(tcp[0], counter)]);
    }
}
