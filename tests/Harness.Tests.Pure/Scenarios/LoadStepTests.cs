using System.Text.Json;
using Harness.Cli;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;
using Harness.Scenarios.Pacing;
using Harness.Scenarios.Planning;

namespace Harness.Tests.Pure.Scenarios;

/// <summary>What each load step says of itself, and that none is forgotten where steps are named.</summary>
public sealed class LoadStepTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Half = TimeSpan.FromMilliseconds(500);

    // A ramp begins here.
    private static readonly LoadLevel Before = new(6, new(30, Second));

    /// <summary>A step; how a scenario writes it; what it comes to.</summary>
    public static TheoryData<LoadStep, LoadKind, string, StepFacts> Steps => new()
    {
        {
            new LoadStep.IterationsForConstant(4, 100), LoadKind.Closed, "{ iterations_for_constant: { copies: 4, iterations: 100 } }",
            new(new(4, Rate.Zero)) { MostCopies = 4, Connections = 100 }
        },
        {
            new LoadStep.KeepConstant(4, Second), LoadKind.Closed, "{ keep_constant: { copies: 4, during: 1s } }",
            new(new(4, Rate.Zero)) { MostCopies = 4, Duration = Second }
        },
        {
            new LoadStep.RampingConstant(4, Second), LoadKind.Closed, "{ ramping_constant: { copies: 4, during: 1s } }",
            new(new(4, Rate.Zero)) { MostCopies = 6, Duration = Second }
        },
        {
            new LoadStep.Inject(7, Half, Second), LoadKind.Open, "{ inject: { rate: 7, interval: 500ms, during: 1s } }",
            new(new(0, new(7, Half))) { Connections = 14, PeakRate = new(7, Half), Duration = Second, Interval = Half }
        },
        {
            new LoadStep.InjectRandom(1, 7, Half, Second), LoadKind.Open,
            "{ inject_random: { min_rate: 1, max_rate: 7, interval: 500ms, during: 1s } }",
            new(new(0, new(7, Half))) { Connections = 14, PeakRate = new(7, Half), Duration = Second, Interval = Half }
        },
        {
            new LoadStep.IterationsForInject(7, Half, 21, Spacing.Random), LoadKind.Open,
            "{ iterations_for_inject: { rate: 7, interval: 500ms, iterations: 21, spacing: random } }",
            new(new(0, new(7, Half))) { Connections = 21, PeakRate = new(7, Half), Duration = 3 * Half, Interval = Half }
        },
        {
            new LoadStep.RampingInject(10, Second, 2 * Second), LoadKind.Open, "{ ramping_inject: { rate: 10, interval: 1s, during: 2s } }",
            new(new(0, new(10, Second))) { Connections = 40, PeakRate = new(30, Second), Duration = 2 * Second, Interval = Second }
        },
        {
            new LoadStep.Pause(Second), LoadKind.Pause, "{ pause: { during: 1s } }",
            new(LoadLevel.None) { Connections = 0, Duration = Second }
        },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public void AStep_SaysWhatItIs_AndHasOneWordInScenariosAndMessages(LoadStep step, LoadKind kind, string text, StepFacts facts)
    {
        step.Kind.ShouldBe(kind);
        step.IsCounted.ShouldBe(facts.Connections is not null && text.Contains("iterations:", StringComparison.Ordinal));
        step.Facts(Before).ShouldBe(facts);
        Plan(text).ShouldBe(step);

        text.ShouldStartWith($"{{ {step.Word}: ");
        var json = JsonSerializer.SerializeToElement(
            new AgentCommand.Load(new() { Like = "" }, [step], [], [], [], false, LoadEngine.BuiltIn, LoadShare.Whole, Seed: 0),
            ProtocolJson.OneLine.AgentCommand);
        var written = json.GetProperty("steps")[0];
        written.GetProperty("step").GetString().ShouldBe(step.Word);
        written.EnumerateObject().Select(p => p.Name).Skip(1).ShouldBe(
            step.GetType().GetConstructors().Single(c => c.GetParameters().Length > 1 || step is LoadStep.Pause).GetParameters()
                .Select(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name!)),
            "and nothing that can be worked out");
        written.Deserialize(ProtocolJson.OneLine.LoadStep).ShouldBe(step);
    }

    [Fact]
    public void NoStep_IsForgottenHere() =>
        Steps.Select(s => s.Data.Item1.GetType()).ShouldBe(typeof(LoadStep).GetNestedTypes(), ignoreOrder: true);

    [Fact]
    public void InALoad_EachStepBeginsWhereTheOneBeforeLeftOff()
    {
        LoadStep[] load =
        [
            new LoadStep.Inject(100, Second, Second),
            new LoadStep.RampingInject(0, Second, Second),
            new LoadStep.RampingConstant(3, Second),
            new LoadStep.RampingConstant(0, Second),
            new LoadStep.RampingInject(10, Second, Second),
        ];

        load.Facts().Select(f => f.Connections).ShouldBe([100, 50, null, null, 5]);
        load.Facts().Select(f => f.MostCopies).ShouldBe([0, 0, 3, 3, 0]);
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(1, 2, false)]
    public void RandomMoments_AreTheSameForTheSameSeed_AndOthersForAnother(int seed, int other, bool same)
    {
        Moments(new LoadStep.Inject(50, Second, 3 * Second, Spacing.Random), seed)
            .SequenceEqual(Moments(new LoadStep.Inject(50, Second, 3 * Second, Spacing.Random), other)).ShouldBe(same);
        Moments(new LoadStep.InjectRandom(0, 50, Second, 9 * Second), seed)
            .SequenceEqual(Moments(new LoadStep.InjectRandom(0, 50, Second, 9 * Second), other)).ShouldBe(same);
    }

    private static IEnumerable<long> Moments(LoadStep step, int seed) =>
        ((StepSchedule.DueTimes)step.Schedule(LoadLevel.None, seed)).Moments;

    private static LoadStep Plan(string step) =>
        new ScenarioPlanner(Home.Vocabulary).Plan($"name: x\nserver: {{}}\nclient: {{ like: curl }}\nload: [{step}]\n", "x.yaml")
            .Scenario.Load.Single();
}
