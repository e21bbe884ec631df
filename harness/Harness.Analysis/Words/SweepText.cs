using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Words;

/// <summary>What a sweep or a search came to, in plain words.</summary>
public static class SweepText
{
    private const double NearlyAll = 0.95;

    // In the order in which they follow each other as a server's delay grows.
    private static readonly CloseClass[] Regimes = [CloseClass.Server, CloseClass.Both, CloseClass.Client, CloseClass.Reset];

    /// <summary>Where the threshold lies, how sure that is, and why the search ended.</summary>
    public static string Threshold(ThresholdSummary t)
    {
        var found = t switch
        {
            { LowerUs: { } lower, UpperUs: { } upper } => $"lies above {Format.Duration(lower)}, and {Format.Duration(upper)} is enough",
            { LowerUs: { } lower } => $"lies above {Format.Duration(lower)}; no delay tried was surely enough",
            { UpperUs: { } upper } => $"is at most {Format.Duration(upper)}; no delay tried was surely too short",
            _ => "was not found: no delay tried could be decided",
        };
        var delays = $"{t.Probes.Count} delay{(t.Probes.Count == 1 ? "" : "s")}";
        return Sentences.Join(
            $"The shortest {t.Key} at which at most {Percent(t.AtMost)} of the connections {Share(t.Share)} {found}.",
            $"With {Percent(t.Confidence)} confidence, by {Format.Count(t.Connections)} connections at {delays}.",
            Ended(t.Ended));
    }

    /// <summary>How well the think time predicts a sweep.</summary>
    public static string Prediction(PredictionSummary p)
    {
        var worst = p.Points.MaxBy(q => q.Difference)!;
        var of = p.Parameters.Count == 0 ? "" : $"{Name(p.Parameters)}: ";
        return $"{of}the think time predicts every share to within {Percent(p.LargestDifference)} of the connections; "
            + $"the largest difference is at {Format.Duration(worst.DelayUs)}.";
    }

    /// <summary>A share with as many digits as it deserves.</summary>
    public static string Percent(double share) => FormattableString.Invariant($"{share * 100:0.##} %");

    /// <summary>The values that tell one curve of a run from another.</summary>
    public static string Name(IReadOnlyDictionary<string, string> parameters) => string.Join(", ", parameters.Values);

    /// <summary>Who closed first: one name where that is nearly all, else the shares of each.</summary>
    public static string Regime(ClosedFirst closed)
    {
        var shares = Regimes.Select(c => (c.Key, Share: (double)c.Count(closed) / closed.Known())).Where(c => c.Share > 0).ToList();
        return shares.Count == 0 ? "unknown"
            : shares.Find(c => c.Share >= NearlyAll) is { Key: { } key } ? key
            : $"{string.Join(", ", shares.Select(c => FormattableString.Invariant($"{c.Key} {c.Share * 100:0}")))} %";
    }

    /// <summary>A probe's verdict.</summary>
    public static string Verdict(ProbeVerdict verdict) => verdict switch
    {
        ProbeVerdict.Above => "too short",
        ProbeVerdict.Below => "long enough",
        _ => "undecided",
    };

    private static string Share(ThresholdShare share) => share switch
    {
        ThresholdShare.ServerTimeWait => "leave a TIME_WAIT on the server",
        ThresholdShare.ServerFirst => "are closed first by the server alone",
        ThresholdShare.ClientTimeWait => "leave a TIME_WAIT on the client",
        _ => "are closed first by the client alone",
    };

    private static string Ended(SearchEnd end) => end switch
    {
        SearchEnd.Trials => "The search ended because it had taken all the trials that it may take.",
        SearchEnd.Time => "The search ended because its time was over.",
        SearchEnd.Unfinished => "The search is not finished.",
        _ => "",
    };
}
