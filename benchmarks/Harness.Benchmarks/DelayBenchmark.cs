using System.Diagnostics;
using Harness.Linux;

namespace Harness.Benchmarks;

/// <summary>By how much a wait is too long: ours against usleep's in C, the 99th percentile of each round.</summary>
internal static class DelayBenchmark
{
    private const double Target = 1.2;

    // Sides take turns within a round, so that both meet the same disturbances.
    private const int TurnsPerRound = 10;

    private static readonly (int Microseconds, int WaitsPerTurn, int Rounds)[] Waits =
        [(100, 100, 31), (400, 100, 21), (1000, 60, 15), (10_000, 20, 9)];

    internal static int Run()
    {
        using var usleep = new CProgram("delay");
        using var delay = new PreciseDelay();
        var comparisons = new List<Comparison>();
        // Until .NET has compiled everything for good, which it does beside the first seconds.
        foreach (var (microseconds, count, _) in Waits)
        {
            Round(usleep, delay, microseconds, count);
        }

        foreach (var (microseconds, count, rounds) in Waits)
        {
            var blocking = new Comparison($"Until {microseconds} us, p99 error", Target);
            var asynchronous = new Comparison($"UntilAsync {microseconds} us, p99 error", Target);
            for (var round = 0; round < rounds; round++)
            {
                var (theirs, ours, oursAsync) = Round(usleep, delay, microseconds, count);
                blocking.Add(ours, theirs);
                asynchronous.Add(oursAsync, theirs);
            }

            comparisons.AddRange([blocking, asynchronous]);
        }

        return Comparison.Report("us", comparisons);
    }

    private static (double Usleep, double Until, double UntilAsync) Round(CProgram usleep, PreciseDelay delay, int microseconds, int count)
    {
        List<double> theirs = [], blocking = [], asynchronous = [];
        for (var turn = 0; turn < TurnsPerRound; turn++)
        {
            theirs.AddRange(usleep.Run($"{microseconds}", $"{count}").Select(nanoseconds => nanoseconds / 1e3));
            blocking.AddRange(Blocking(delay, microseconds, count));
            asynchronous.AddRange(Asynchronous(delay, microseconds, count).GetAwaiter().GetResult());
        }

        return (P99(theirs), P99(blocking), P99(asynchronous));
    }

    private static double P99(IEnumerable<double> errors) => Comparison.Quantile(errors, 0.99);

    private static double[] Blocking(PreciseDelay delay, int microseconds, int count)
    {
        var errors = new double[count];
        for (var i = 0; i < count; i++)
        {
            var due = Stopwatch.GetTimestamp() + (microseconds * 1000L);
            delay.Until(due);
            errors[i] = (Stopwatch.GetTimestamp() - due) / 1e3;
        }

        return errors;
    }

    private static async Task<double[]> Asynchronous(PreciseDelay delay, int microseconds, int count)
    {
        var errors = new double[count];
        for (var i = 0; i < count; i++)
        {
            // A server asks from a thread of the pool, where it has just written; not from the timer's own.
            await Task.Yield();
            var due = Stopwatch.GetTimestamp() + (microseconds * 1000L);
            await delay.UntilAsync(due);
            errors[i] = (Stopwatch.GetTimestamp() - due) / 1e3;
        }

        return errors;
    }
}
