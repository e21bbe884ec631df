using Harness.Scenarios.Options;
using Harness.Scenarios.Shapes;

namespace Harness.Scenarios.Language;

/// <summary>The steps of a <c>load</c> section, in NBomber's words. The keys of each stand with it, below Options/LoadSteps.</summary>
internal static class LoadStepShape
{
    public static Shape<LoadStep> Whole { get; } = new ChoiceShape<LoadStep>()
        .Step(LoadStep.IterationsForConstant.Name, LoadStep.IterationsForConstant.Keys, LoadStep.IterationsForConstant.Form)
        .Step(LoadStep.KeepConstant.Name, LoadStep.KeepConstant.Keys, LoadStep.KeepConstant.Form)
        .Step(LoadStep.RampingConstant.Name, LoadStep.RampingConstant.Keys, LoadStep.RampingConstant.Form)
        .Step(LoadStep.Inject.Name, LoadStep.Inject.Keys, LoadStep.Inject.Form)
        .Step(LoadStep.InjectRandom.Name, LoadStep.InjectRandom.Keys, LoadStep.InjectRandom.Form)
        .Step(LoadStep.IterationsForInject.Name, LoadStep.IterationsForInject.Keys, LoadStep.IterationsForInject.Form)
        .Step(LoadStep.RampingInject.Name, LoadStep.RampingInject.Keys, LoadStep.RampingInject.Form)
        .Step(LoadStep.Pause.Name, LoadStep.Pause.Keys, LoadStep.Pause.Form);

    private static ChoiceShape<LoadStep> Step<T>(this ChoiceShape<LoadStep> steps, string word, Shape<T> keys, string form)
        where T : LoadStep =>
        steps.Carrying<T, T>(word, keys, form, v => v, s => s);
}
