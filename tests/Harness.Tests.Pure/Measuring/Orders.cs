namespace Harness.Tests.Pure.Measuring;

/// <summary>
/// Every order in which the values of two samples can come: of samples of one distribution each is as likely as any other.
/// </summary>
internal static class Orders
{
    /// <summary>The ranks 1 to n + m, shared out in every way.</summary>
    public static IEnumerable<(double[] Lower, double[] Higher)> Of(int lower, int higher)
    {
        double[] ranks = [.. Enumerable.Range(1, lower + higher)];
        for (var chosen = 0; chosen < 1 << ranks.Length; chosen++)
        {
            if (int.PopCount(chosen) == lower)
            {
                yield return ([.. ranks.Where((_, i) => (chosen >> i & 1) == 1)], [.. ranks.Where((_, i) => (chosen >> i & 1) == 0)]);
            }
        }
    }
}
