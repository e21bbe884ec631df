using Harness.Scenarios.Options;
using Harness.Scenarios.Shapes;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Language;

/// <summary>The steps of a <c>load</c> section, in NBomber's words.</summary>
internal static class LoadStepShape
{
    private static readonly Shape<int> Copies = Values.Whole(1, 100_000);
    private static readonly Shape<int> CopiesOrNone = Values.Whole(0, 100_000);
    private static readonly Shape<int> Rate = Values.Whole(1, 1_000_000);
    private static readonly Shape<int> RateOrNone = Values.Whole(0, 1_000_000);
    private static readonly Shape<int> Iterations = Values.Whole(1, 1_000_000_000);
    private static readonly Shape<TimeSpan> Interval = Values.Duration(TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));
    private static readonly Shape<TimeSpan> During = Values.Duration(TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(24));
    private static readonly Shape<Spacing> Spaced = Values.Word(("even", Spacing.Even), ("random", Spacing.Random));
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static Shape<LoadStep> Whole { get; } = Open(Closed(new ChoiceShape<LoadStep>()));

    /// <summary>What a scenario calls the step.</summary>
    public static string WordOf(LoadStep step) => ((MapNode)Whole.Write(step)).Entries[0].Key;

    private static ChoiceShape<LoadStep> Closed(ChoiceShape<LoadStep> steps) => steps
        .Carrying<LoadStep.IterationsForConstant, LoadStep.IterationsForConstant>(
            "iterations_for_constant",
            new MapShape<LoadStep.IterationsForConstant>((_, _) => new(1, 1))
                .Key("copies", Copies, s => s.Copies, (s, v) => s with { Copies = v }, isRequired: true)
                .Key("iterations", Iterations, s => s.Iterations, (s, v) => s with { Iterations = v }, isRequired: true),
            "iterations_for_constant: { copies: N, iterations: N }",
            v => v,
            s => s)
        .Carrying<LoadStep.KeepConstant, LoadStep.KeepConstant>(
            "keep_constant",
            new MapShape<LoadStep.KeepConstant>((_, _) => new(1, Second))
                .Key("copies", Copies, s => s.Copies, (s, v) => s with { Copies = v }, isRequired: true)
                .Key("during", During, s => s.During, (s, v) => s with { During = v }, isRequired: true),
            "keep_constant: { copies: N, during: DURATION }",
            v => v,
            s => s)
        .Carrying<LoadStep.RampingConstant, LoadStep.RampingConstant>(
            "ramping_constant",
            new MapShape<LoadStep.RampingConstant>((_, _) => new(1, Second))
                .Key("copies", CopiesOrNone, s => s.Copies, (s, v) => s with { Copies = v }, isRequired: true)
                .Key("during", During, s => s.During, (s, v) => s with { During = v }, isRequired: true),
            "ramping_constant: { copies: N, during: DURATION }",
            v => v,
            s => s);

    private static ChoiceShape<LoadStep> Open(ChoiceShape<LoadStep> steps) => steps
        .Carrying<LoadStep.Inject, LoadStep.Inject>(
            "inject",
            new MapShape<LoadStep.Inject>((_, _) => new(1, Second, Second))
                .Key("rate", Rate, s => s.Rate, (s, v) => s with { Rate = v }, isRequired: true)
                .Key("interval", Interval, s => s.Interval, (s, v) => s with { Interval = v })
                .Key("during", During, s => s.During, (s, v) => s with { During = v }, isRequired: true)
                .Key("spacing", Spaced, s => s.Spacing, (s, v) => s with { Spacing = v }),
            "inject: { rate: N, interval: DURATION, during: DURATION }",
            v => v,
            s => s)
        .Carrying<LoadStep.InjectRandom, LoadStep.InjectRandom>(
            "inject_random",
            new MapShape<LoadStep.InjectRandom>((_, _) => new(0, 1, Second, Second))
                .Key("min_rate", RateOrNone, s => s.MinRate, (s, v) => s with { MinRate = v }, isRequired: true)
                .Key("max_rate", Rate, s => s.MaxRate, (s, v) => s with { MaxRate = v }, isRequired: true)
                .Key("interval", Interval, s => s.Interval, (s, v) => s with { Interval = v })
                .Key("during", During, s => s.During, (s, v) => s with { During = v }, isRequired: true)
                .Key("spacing", Spaced, s => s.Spacing, (s, v) => s with { Spacing = v }),
            "inject_random: { min_rate: N, max_rate: N, interval: DURATION, during: DURATION }",
            v => v,
            s => s)
        .Carrying<LoadStep.IterationsForInject, LoadStep.IterationsForInject>(
            "iterations_for_inject",
            new MapShape<LoadStep.IterationsForInject>((_, _) => new(1, Second, 1))
                .Key("rate", Rate, s => s.Rate, (s, v) => s with { Rate = v }, isRequired: true)
                .Key("interval", Interval, s => s.Interval, (s, v) => s with { Interval = v })
                .Key("iterations", Iterations, s => s.Iterations, (s, v) => s with { Iterations = v }, isRequired: true)
                .Key("spacing", Spaced, s => s.Spacing, (s, v) => s with { Spacing = v }),
            "iterations_for_inject: { rate: N, interval: DURATION, iterations: N }",
            v => v,
            s => s)
        .Carrying<LoadStep.RampingInject, LoadStep.RampingInject>(
            "ramping_inject",
            new MapShape<LoadStep.RampingInject>((_, _) => new(1, Second, Second))
                .Key("rate", RateOrNone, s => s.Rate, (s, v) => s with { Rate = v }, isRequired: true)
                .Key("interval", Interval, s => s.Interval, (s, v) => s with { Interval = v })
                .Key("during", During, s => s.During, (s, v) => s with { During = v }, isRequired: true),
            "ramping_inject: { rate: N, interval: DURATION, during: DURATION }",
            v => v,
            s => s)
        .Carrying<LoadStep.Pause, LoadStep.Pause>(
            "pause",
            new MapShape<LoadStep.Pause>((_, _) => new(Second))
                .Key("during", During, s => s.During, (s, v) => s with { During = v }, isRequired: true),
            "pause: { during: DURATION }",
            v => v,
            s => s);
}
