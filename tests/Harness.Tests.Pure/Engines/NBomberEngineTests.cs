extern alias declared;
using Harness.Clients.Engines;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;
using declared::Harness.Clients.NBomber;
using declared::NBomber.Contracts;
using declared::NBomber.CSharp;

namespace Harness.Tests.Pure.Engines;

/// <summary>
/// The adapter's own files, against hand-written declarations of NBomber: see tests/Harness.DeclaredPackages/README.md for what
/// that proves.
/// </summary>
public sealed class NBomberEngineTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static TheoryData<LoadStep, string> Steps => new()
    {
        { new LoadStep.KeepConstant(3, 2 * Second), "KeepConstant(3, 00:00:02)" },
        { new LoadStep.RampingConstant(0, 2 * Second), "RampingConstant(0, 00:00:02)" },
        { new LoadStep.IterationsForConstant(3, 40), "IterationsForConstant(3, 40)" },
        { new LoadStep.Inject(5, Second, 2 * Second, Spacing.Random), "Inject(5, 00:00:01, 00:00:02)" },
        { new LoadStep.RampingInject(5, Second, 2 * Second), "RampingInject(5, 00:00:01, 00:00:02)" },
        { new LoadStep.InjectRandom(1, 9, Second, 2 * Second), "InjectRandom(1, 9, 00:00:01, 00:00:02)" },
        { new LoadStep.IterationsForInject(5, Second, 40), "IterationsForInject(5, 00:00:01, 40)" },
        { new LoadStep.Pause(2 * Second), "Pause(00:00:02)" },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task EveryLoadWord_IsTheSimulationOfItsName(LoadStep step, string simulation)
    {
        var (context, _, _) = await RunAsync([step]);

        context.Scenarios.ShouldHaveSingleItem().LoadSimulations.ShouldHaveSingleItem().ToString().ShouldBe(simulation);
    }

    [Fact]
    public void NoLoadWord_IsForgotten()
    {
        var kinds = typeof(LoadStep).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(LoadStep)));

        Steps.Select(s => s.Data.Item1.GetType()).ShouldBe(kinds, ignoreOrder: true);
    }

    [Fact]
    public async Task NothingIsWarmedUp_NoNumberOfFailuresStopsIt_AndNoReportIsWritten()
    {
        var (context, arguments, _) = await RunAsync([new LoadStep.IterationsForConstant(1, 1)]);

        var scenario = context.Scenarios.Single();
        scenario.WarmUp.ShouldBeNull();
        scenario.MaxFailCount.ShouldBe(int.MaxValue);
        context.HasReports.ShouldBeFalse();
        arguments.ShouldBeEmpty("a licence key comes from the user");
    }

    [Fact]
    public async Task EachConnection_IsOkOrFail_ByItsOwnName()
    {
        var n = 0;
        var (_, _, responses) = await RunAsync(
            [new LoadStep.IterationsForConstant(2, 3)],
            () => Task.FromResult(++n == 2 ? new EngineConnection("EADDRNOTAVAIL", 0) : new EngineConnection(null, 5_000_000_000)));

        responses.Cast<Response<object>>().Select(r => (r.IsError, r.StatusCode, r.SizeBytes))
            .ShouldBe([(false, "", int.MaxValue), (true, "EADDRNOTAVAIL", 0), (false, "", int.MaxValue)]);
    }

    [Fact]
    public async Task ItsStatistics_AreKeptInTheUnitsOfAResult()
    {
        var n = 0;
        var load = Load(
            [new LoadStep.IterationsForConstant(1, 8)],
            () => Task.FromResult(new EngineConnection(++n > 6 ? "ECONNRESET" : null, 88)));
        var summary = await new NBomberEngine().RunAsync(load, CancellationToken.None);

        summary.Name.ShouldBe("nbomber");
        summary.Version.ShouldNotBeEmpty();
        summary.Seconds.ShouldBe(2);
        (summary.Ok.Count, summary.Ok.PerSecond, summary.Fail.Count, summary.Fail.PerSecond).ShouldBe((6, 3, 2, 1));
        summary.Ok.LatencyUs.ShouldBe(new EngineLatency
        {
            Min = 250,
            Mean = 1500,
            P50 = 1000,
            P75 = 2000,
            P95 = 3000,
            P99 = 4000,
            Max = 5123.457,
            StdDev = 500,
        });
    }

    [Fact]
    public async Task WhatWasNotCounted_IsZero_NotNaN()
    {
        var summary = await new NBomberEngine().RunAsync(Load([new LoadStep.IterationsForConstant(1, 1)], Success), CancellationToken.None);

        summary.Fail.Count.ShouldBe(0);
        summary.Fail.LatencyUs.Mean.ShouldBe(0);
    }

    [Fact]
    public async Task AStoppedLoad_StopsNBomberAtTheNextConnection()
    {
        using var stop = new CancellationTokenSource();
        var opened = 0;
        var summary = await new NBomberEngine().RunAsync(
            Load([new LoadStep.IterationsForConstant(1, 1000)], () =>
            {
                if (++opened == 3)
                {
                    stop.Cancel();
                }

                return Success();
            }),
            stop.Token);

        opened.ShouldBe(3);
        summary.Ok.Count.ShouldBe(3);
    }

    private static Task<EngineConnection> Success() => Task.FromResult(new EngineConnection(null, 88));

    private static EngineLoad Load(IReadOnlyList<LoadStep> steps, Func<Task<EngineConnection>> open) =>
        new(steps, open, Guid.NewGuid().ToString());

    private static async Task<(NBomberContext Context, IReadOnlyList<string> Arguments, IReadOnlyList<IResponse> Responses)> RunAsync(
        IReadOnlyList<LoadStep> steps, Func<Task<EngineConnection>>? open = null)
    {
        var load = Load(steps, open ?? Success);
        await new NBomberEngine().RunAsync(load, CancellationToken.None);
        return StandIn.Runs[load.Scratch];
    }
}
