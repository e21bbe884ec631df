#if NBOMBER_BEFORE_5_4
using Harness.Clients.Engines;
#endif
using Harness.Scenarios.Options;
using NBomber.CSharp;
using NBomber.Contracts;

namespace Harness.Clients.NBomber;

/// <summary>A scenario's load steps as NBomber's load simulations; the words are the same.</summary>
internal static class Simulations
{
    /// <summary>One step. NBomber's copies of an open step always begin at random moments, whatever the step's spacing.</summary>
    public static LoadSimulation Of(LoadStep step) => step switch
    {
        LoadStep.KeepConstant s => Simulation.KeepConstant(copies: s.Copies, during: s.During),
        LoadStep.RampingConstant s => Simulation.RampingConstant(copies: s.Copies, during: s.During),
        LoadStep.Inject s => Simulation.Inject(rate: s.Rate, interval: s.Interval, during: s.During),
        LoadStep.RampingInject s => Simulation.RampingInject(rate: s.Rate, interval: s.Interval, during: s.During),
        LoadStep.InjectRandom s => Simulation.InjectRandom(minRate: s.MinRate, maxRate: s.MaxRate, interval: s.Interval, during: s.During),
        LoadStep.Pause s => Simulation.Pause(during: s.During),
#if NBOMBER_BEFORE_5_4
        LoadStep.IterationsForConstant or LoadStep.IterationsForInject =>
            throw new LoadEngineException(
                "the NBomber that this program was built with has no loads of a number of iterations; "
                + "build with NBomber 5.4 or later (-p:NBomberVersion=...)"),
#else
        LoadStep.IterationsForConstant s => Simulation.IterationsForConstant(copies: s.Copies, iterations: s.Iterations),
        LoadStep.IterationsForInject s => Simulation.IterationsForInject(rate: s.Rate, interval: s.Interval, iterations: s.Iterations),
#endif
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "no such step"),
    };
}
