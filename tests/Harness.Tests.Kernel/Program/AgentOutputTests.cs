namespace Harness.Tests.Kernel.Program;

/// <summary>An agent's stdout carries its messages and nothing else.</summary>
[Collection(Alone.Name)]
public sealed class AgentOutputTests
{
    /// <summary>A library that writes to stdout, as load engines do with their tables, would break the messages; what it writes goes to stderr.</summary>
    [Fact]
    public async Task WhatALibraryWritesToStdout_GoesToStderr_AndTheMessagesStillCome()
    {
        using var folder = new TempFolder();
        using var program = HarnessProgram.Start(["run", HarnessProgram.Scenario("client-closes-first"), "--set", "load=[{keep_constant: {copies: 4, during: 60s}}]", "--out", folder.Path]);
        await program.ErrorSaysAsync(" load ");

        var agents = ProcessTree.AgentsOf(program.Pid);
        agents.Count.ShouldBe(2);
        foreach (var agent in agents)
        {
            var stderr = new FileInfo($"/proc/{agent}/fd/2").LinkTarget.ShouldNotBeNull();
            new FileInfo($"/proc/{agent}/fd/1").LinkTarget.ShouldBe(stderr);
        }

        program.Signal("INT");
        (await program.EndAsync()).ShouldExitWith(130);
    }
}
