using Harness.Protocol.Messages;

namespace Harness.Clients.Engines;

/// <summary>Turns an engine's milliseconds into the microseconds of a result.</summary>
public static class EngineFigures
{
    // A nanosecond, in microseconds; finer digits are what floating point left over.
    private const int Digits = 3;

    /// <summary>All in milliseconds, and so is the standard deviation.</summary>
    public static EngineLatency Latency(
        double min, double mean, double p50, double p75, double p95, double p99, double max, double stdDev) => new()
    {
        Min = Microseconds(min),
        Mean = Microseconds(mean),
        P50 = Microseconds(p50),
        P75 = Microseconds(p75),
        P95 = Microseconds(p95),
        P99 = Microseconds(p99),
        Max = Microseconds(max),
        StdDev = Microseconds(stdDev),
    };

    // Where nothing was counted, an engine may divide by it; JSON has no word for the outcome.
    private static double Microseconds(double milliseconds) => double.IsFinite(milliseconds) ? Math.Round(milliseconds * 1000, Digits) : 0;
}
