using System.Diagnostics;

namespace Harness.Tests.Loopback.Servers;

/// <summary>Waits for a condition with a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    /// <summary>Waits until <paramref name="actual"/> gives <paramref name="expected"/>.</summary>
    public static async Task ShouldBeAsync<T>(Func<T> actual, T expected)
    {
        var began = Stopwatch.GetTimestamp();
        while (!Equals(actual(), expected) && Stopwatch.GetElapsedTime(began) < Deadline)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        actual().ShouldBe(expected);
    }
}
