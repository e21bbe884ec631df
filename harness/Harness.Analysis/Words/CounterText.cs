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

    /// <summary>
    /// By how much a counter grew. Those that did not grow are left out of a summary, but for the explained ones, which it has whenever the
    /// kernel has them.
    /// </summary>
    public static string Value(IReadOnlyDictionary<string, long> counters, string name) =>
        counters.TryGetValue(name, out var grown) ? Format.Count(grown)
        : counters.Count == 0 || Meaning(name).Length > 0 ? Format.NotMeasured
        : "0";

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
            : $"{Count(server)} {what}{(server == 1 ? "" : "s")} by the server, {Count(client)} by the client";

        // Null where the side brought no counters.
        long? Sum(TierSummary tier) => tier.Counters.Count == 0 ? null : names.Sum(n => tier.Counters.GetValueOrDefault(n));

        static string Count(long? number) => number is { } known ? Format.Count(known) : Format.NotMeasured;
    }
}
