using System.Diagnostics;

namespace Harness.Testing;

/// <summary>Waits for a condition with a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits until <paramref name="actual"/> gives <paramref name="expected"/>.</summary>
    public static async Task ShouldBeAsync<T>(Func<T> actual, T expected)
    {
        await WaitAsync(() => Equals(actual(), expected));
        actual().ShouldBe(expected);
    }

    /// <summary>Waits until <paramref name="condition"/> is true.</summary>
    /// <param name="condition">Looked at again and again.</param>
    /// <param name="what">What is true then, in words.</param>
    /// <param name="within">How long it may take; null is 20 s.</param>
    public static async Task ShouldBeTrueAsync(Func<bool> condition, string what, TimeSpan? within = null) =>
        (await WaitAsync(condition, within)).ShouldBeTrue(what);

    /// <summary>Waits until <paramref name="condition"/> is true, on this very thread: it may stand in a namespace of its own.</summary>
    public static void ShouldBeTrue(Func<bool> condition) => SpinWait.SpinUntil(condition, Deadline).ShouldBeTrue();

    private static async Task<bool> WaitAsync(Func<bool> condition, TimeSpan? within = null)
    {
        var began = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(began) > (within ?? Deadline))
            {
                return false;
            }

            await Task.Delay(LookEvery);
        }

        return true;
    }
}
