using System.Diagnostics;
using Harness.Linux;

namespace Harness.Benchmarks;

/// <summary>By how much a wait is too long: ours against usleep's in C, the 99th percentile of each round.</summary>
internal static class DelayBenchmark
{
    private const int Rounds = 7;
    private const double Target = 1.2;

    private static readonly (int Microseconds, int Count)[] Waits = [(100, 1000), (400, 1000), (1000, 600), (10_000, 200)];

    internal static int Run()
    {
        using var usleep = new CProgram("delay");
        using var delay = new PreciseDelay();
        var comparisons = new List<Comparison>();
        foreach (var (microseconds, count) in Waits)
        {
            var blocking = new Comparison($"Until {microseconds} us, p99 error", Target);
            var asynchronous = new Comparison($"UntilAsync {microseconds} us, p99 error", Target);
            comparisons.AddRange([blocking, asynchronous]);
            // The first round warms up.
            for (var round = 0; round <= Rounds; round++)
            {
                var theirs = P99(usleep.Run($"{microseconds}", $"{count}").Select(nanoseconds => nanoseconds / 1e3));
                var ours = P99(Blocking(delay, microseconds, count));
                var oursAsync = P99(Asynchronous(delay, microseconds, count).GetAwaiter().GetResult());
                if (round > 0)
                {
                    blocking.Add(ours, theirs);
                    asynchronous.Add(oursAsync, theirs);
                }
            }
        }

        return Comparison.Report("us", comparisons);
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
