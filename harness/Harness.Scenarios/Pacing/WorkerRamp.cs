namespace Harness.Scenarios.Pacing;

/// <summary>When the number of workers changes in a ramp: at any time it is the whole number nearest to the straight line.</summary>
internal static class WorkerRamp
{
    /// <summary>Each change by one worker: nanoseconds since the step's begin, and the number from then on.</summary>
    public static IEnumerable<(long At, int Workers)> Changes(int from, int to, TimeSpan during)
    {
        var changes = Math.Abs(to - from);
        for (var change = 1; change <= changes; change++)
        {
            yield return ((long)((change - 0.5) / changes * during.TotalNanoseconds), from + (Math.Sign(to - from) * change));
        }
    }
}
