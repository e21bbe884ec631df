namespace Harness.Tests.Kernel.Program;

/// <summary>Where an agent's threads stand.</summary>
[Collection(Alone.Name)]
public sealed class AgentThreadTests
{
    /// <summary>A thread elsewhere opens sockets elsewhere: now and then some connects failed with ENETUNREACH, in a run of several hundred.</summary>
    [Fact]
    public async Task AllThreadsOfAnAgent_StandInItsNamespace()
    {
        using var folder = new TempFolder();
        using var program = HarnessProgram.Start(["run", HarnessProgram.Scenario("client-closes-first"), "--set", "load=[{keep_constant: {copies: 4, during: 60s}}]", "--out", folder.Path]);
        await program.ErrorSaysAsync(" load ");

        var agents = ProcessTree.AgentsOf(program.Pid);
        agents.Count.ShouldBe(2);
        foreach (var agent in agents)
        {
            var tasks = Directory.GetDirectories($"/proc/{agent}/task");
            tasks.Length.ShouldBeGreaterThan(3);
            tasks.Select(t => new FileInfo($"{t}/ns/net").LinkTarget).OfType<string>().Distinct().ShouldHaveSingleItem();
        }

        program.Signal("INT");
        (await program.EndAsync()).ShouldExitWith(130);
    }
}
