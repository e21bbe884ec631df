namespace Harness.Analysis.Statistics;

/// <summary>Shares in whole percents that add up to 100.</summary>
public static class WholePercents
{
    /// <summary>
    /// Rounds the largest remainders up and the others down. Empty when the counts are all 0.
    /// </summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<long> counts)
    {
        var total = counts.Sum();
        if (total == 0)
        {
            return [];
        }

        var percents = counts.Select(c => (int)(c * 100 / total)).ToArray();
        var up = counts.Index().OrderByDescending(c => c.Item * 100 % total).Take(100 - percents.Sum());
        foreach (var (index, _) in up)
        {
            percents[index]++;
        }

        return percents;
    }
}
