using Harness.Analysis.Results;
using Harness.Protocol.Counting;

namespace Harness.Analysis.Words;

/// <summary>Kernel counters in words.</summary>
public static class CounterText
{
    private static readonly Dictionary<string, int> Rank =
        KernelCounter.All.Index().ToDictionary(k => k.Item.Name, k => k.Index, StringComparer.Ordinal);

    /// <summary>Sorts counters into reading order: those that are explained, then the others by name.</summary>
    public static IEnumerable<string> InOrder(IEnumerable<string> names) =>
        names.OrderBy(n => Rank.GetValueOrDefault(n, int.MaxValue)).ThenBy(n => n, StringComparer.Ordinal);

    /// <summary>What a counter counts; empty for one that is not explained here.</summary>
    public static string Meaning(string name) => Rank.TryGetValue(name, out var rank) ? KernelCounter.All[rank].Meaning : "";

    /// <summary>A sentence each on old timestamps, doubtful segments and resets, for both sides; empty when no counter was read.</summary>
    public static string Summary(TrialSummary trial)
    {
        var isRead = trial.Server.Counters.Count + trial.Client.Counters.Count > 0;
        return !isRead ? "" : Sentences.Join(
            $"Dropped because their timestamp was too old (PAWS): {Both(trial, KernelCounter.TooOld, "packet")}.",
            $"Challenge ACKs, which answer a doubtful segment instead of believing it: {Both(trial, [KernelCounter.ChallengeAck], "ACK")}.",
            $"Resets sent: {Both(trial, [KernelCounter.ResetsSent], "RST")}.");
    }

    private static string Both(TrialSummary trial, IReadOnlyList<string> names, string what)
    {
        var (server, client) = (Sum(trial.Server), Sum(trial.Client));
        return server + client == 0
            ? "none on either side"
            : $"{Format.Count(server)} {what}{(server == 1 ? "" : "s")} by the server, {Format.Count(client)} by the client";

        long Sum(TierSummary tier) => names.Sum(n => tier.Counters.GetValueOrDefault(n));
    }
}
