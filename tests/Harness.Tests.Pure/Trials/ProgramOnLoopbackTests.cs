using Harness.Analysis.Catalogue;
using Harness.Analysis.Judging;
using Harness.Analysis.Results;
using Harness.Analysis.Trials;
using Harness.Cli.Terminal;
using Harness.Protocol;
using Harness.Protocol.Messages;
using Harness.Scenarios.Expectations;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;
using Harness.Tests.Pure.Terminal;

namespace Harness.Tests.Pure.Trials;

/// <summary>
/// On loopback a program's own count would have everybody's connections in it: the built-in side at the other end says what it can, and
/// the rest is null.
/// </summary>
public sealed class ProgramOnLoopbackTests
{
    private static readonly ProgramOptions Command = new() { Command = ["curl", "{url}"] };
    private static readonly RoleReport AProgram = new() { Program = new() { Command = Command.Command } };

    private static readonly RoleReport BuiltIn = new()
    {
        Connections = new() { Opened = 10, Completed = 10, Failed = 0 }, Closes = new() { Self = 6, Peer = 1, Reset = 2, Unknown = 1 },
    };

    [Fact]
    public void OfAClientProgram_TheServerSaysWhatItOpened_AndWhatWasNotReset_ButNobodyWhatFailed()
    {
        var trial = Summarize(server: BuiltIn, client: AProgram);

        (trial.Connections.Opened, trial.Connections.Accepted, trial.Connections.Completed, trial.Connections.Failed)
            .ShouldBe((10L, 10L, 7L, null));
        trial.Rates.ConnectionsPerSecond.ShouldBe(3.5);
        (trial.ClosedFirst.Server, trial.ClosedFirst.Reset, trial.ClosedFirst.Unknown).ShouldBe((6, 2, 2));
        Passes(trial, "connections.errors.ECONNREFUSED == 0").ShouldBeFalse("connects that failed are not to be seen");
        Passes(trial, "connections.server_errors.EPIPE == 0").ShouldBeTrue();
        trial.Nodes.Select(n => (n.Node, n.Opened, n.Failed)).ShouldBe([("server", 10L, 0L), ("client", null, null)]);
    }

    [Fact]
    public void OfAServerProgram_TheClientsSayWhatItAccepted()
    {
        var trial = Summarize(server: AProgram, client: BuiltIn);

        (trial.Connections.Opened, trial.Connections.Accepted, trial.Connections.Completed, trial.Connections.Failed)
            .ShouldBe((10L, 10L, 10L, 0L));
        Passes(trial, "connections.errors.ECONNREFUSED == 0").ShouldBeTrue();
        Passes(trial, "connections.server_errors.EPIPE == 0").ShouldBeFalse("what a program's calls fail with is not to be seen");
    }

    [Fact]
    public void WithProgramsOnBothSides_NothingIsSaid_NotEvenWhoClosedFirst()
    {
        var trial = Summarize(server: AProgram, client: AProgram);
        var screen = Screen.Of(
            console => TrialView.Print(console, new(ExampleSamples.Scenario, "", [Plan(true, true)]), trial, []), width: 120).Words;

        (trial.Connections.Opened, trial.Connections.Accepted, trial.Connections.Completed, trial.Connections.Failed)
            .ShouldBe((null, null, null, null));
        (trial.ClosedFirst, trial.Rates.ConnectionsPerSecond).ShouldBe((new ClosedFirst(), null));
        Passes(trial, "closed_first.reset == 0").ShouldBeFalse();
        screen.ShouldContain("Who closed first was not found out. Connections opened: not measured.");
        screen.ShouldContain("completed: not measured, failed: not measured; rate not measured");
    }

    [Fact]
    public void InNamespaces_ItsOwnCountStands()
    {
        var client = AProgram with { Connections = new() { Opened = 9, Completed = 8, Failed = 1 }, Closes = new() { Reset = 1 } };
        var trial = Summarize(server: BuiltIn, client, NetworkKind.Namespaces);

        (trial.Connections.Opened, trial.Connections.Accepted, trial.Connections.Completed, trial.Connections.Failed)
            .ShouldBe((9L, 10L, 8L, 1L));
    }

    [Fact]
    public void WhereTheAgentDied_ItsSamplesDoNotSpeakForAProgramEither()
    {
        var peaks = new NodePeaks();
        peaks.Add(ExampleSamples.Of(Tier.Client) with { Connections = null }, 0);
        var trial = Summarizer.Summarize(
            Plan(false, true),
            [Record(Tier.Server, BuiltIn), Record(Tier.Client, null) with { Peaks = peaks }],
            loadSeconds: 2,
            phases: [],
            isComplete: false);

        (trial.Connections.Opened, trial.Connections.Failed).ShouldBe((10L, null));
    }

    [Fact]
    public void SamplesOfATier_OneOfWhoseNodesCannotTell_CannotTell()
    {
        var samples = new NewestSamples();
        samples.Add(ExampleSamples.Of(Tier.Client, completed: 5));
        samples.Add(ExampleSamples.Of(Tier.Client) with { Node = new("client-2"), Connections = null }).Connections.ShouldBeNull();

        var row = new SampleRow { Sample = ExampleSamples.Of(Tier.Client) with { Connections = null } };
        new[] { SampleColumns.Opened, SampleColumns.Completed, SampleColumns.Failed }.ShouldAllBe(c => c.Text(row) == "");
    }

    private static TrialSummary Summarize(RoleReport server, RoleReport client, NetworkKind network = NetworkKind.Loopback) =>
        Summarizer.Summarize(
            Plan(server.Program is not null, client.Program is not null, network),
            [Record(Tier.Server, server), Record(Tier.Client, client)],
            loadSeconds: 2,
            phases: [],
            isComplete: true);

    private static TrialPlan Plan(bool isServerProgram, bool isClientProgram, NetworkKind network = NetworkKind.Loopback) =>
        new(1, new Dictionary<string, string>(), ExampleSamples.Scenario with
        {
            Network = network,
            Server = new() { Program = isServerProgram ? Command : null },
            Client = new() { Like = "curl", Program = isClientProgram ? Command : null },
        });

    private static NodeRecord Record(Tier tier, RoleReport? role) => new(NodeId.Of(tier), tier, null, new(), null, role);

    private static bool Passes(TrialSummary trial, string expectation) =>
        Judge.Expectations([ExpectationParser.Parse(expectation)], new(trial)).Single().Passed;
}
