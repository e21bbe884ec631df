using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Statistics;
using Harness.Scenarios.Options;
using Harness.Scenarios.Words;

namespace Harness.Analysis.Words;

/// <summary>The result of a sweep or of a search, in plain words.</summary>
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
        var delays = Format.Counted(t.Probes.Count, "delay");
        return Sentences.Join(
            $"The shortest {t.Key} at which at most {Percent(t.AtMost)} of the connections {Share(t.Share)} {found}.",
            $"With {Percent(t.Confidence)} confidence, by {Format.Counted(t.Connections, "connection")} at {delays}.",
            WhyEnded(t.Ended));
    }

    /// <summary>How well the think time predicts a sweep.</summary>
    public static string Prediction(PredictionSummary p)
    {
        var worst = p.Points.MaxBy(q => q.Difference)!;
        var of = p.Parameters.Count == 0 ? "" : $"{Name(p.Parameters)}: ";
        return $"{of}the prediction from the think time was off by up to {Format.Number(p.LargestDifference * 100)} percentage points, "
            + $"at {Format.Duration(worst.DelayUs)}.";
    }

    /// <summary>The share that was counted at a delay.</summary>
    public static string Share(ThresholdProbe probe) =>
        probe.Connections == 0 ? Format.NotMeasured : Percent((double)probe.Hits / probe.Connections);

    /// <summary>A share in percent, with at most two decimals.</summary>
    public static string Percent(double share) => FormattableString.Invariant($"{share * 100:0.##} %");

    /// <summary>The name of a curve: the values that tell it from the others of its run.</summary>
    public static string Name(IReadOnlyDictionary<string, string> parameters) => SweptValue.Names(parameters);

    /// <summary>Who closed first: one name where that is nearly all, else the shares of each.</summary>
    public static string Regime(ClosedFirst closed)
    {
        var seen = Regimes.Where(c => c.Count(closed) > 0).ToList();
        var percents = WholePercents.Of([.. seen.Select(c => c.Count(closed))]);
        return seen.Count == 0 ? "unknown"
            : NearlyAlone(closed) is { } alone ? alone.Key
            : $"{string.Join(", ", seen.Zip(percents, (c, percent) => FormattableString.Invariant($"{c.Key} {percent}")))} %";
    }

    /// <summary><c>57 µs is enough; 28 µs is not (95 % confidence).</c></summary>
    public static string Answer(ThresholdSummary t)
    {
        var sure = $"({Percent(t.Confidence)} confidence)";
        return t switch
        {
            { LowerUs: { } lower, UpperUs: { } upper } => $"{Format.Duration(upper)} is enough; {Format.Duration(lower)} is not {sure}.",
            { LowerUs: { } lower } => $"{Format.Duration(lower)} is not enough {sure}; no delay tried surely is.",
            { UpperUs: { } upper } => $"{Format.Duration(upper)} is enough {sure}; no delay tried is surely too short.",
            _ => "The threshold was not found: no delay tried could be decided.",
        };
    }

    /// <summary><c>From 100 µs on the client closes first in at least 95 % of the connections; up to 10 µs the server does.</c></summary>
    public static string Answer(ShareCurve curve)
    {
        var name = curve.Parameters.Count == 0 ? "" : $"{Name(curve.Parameters)}: ";
        var points = curve.Points.Where(p => p.Closed.Known() > 0).ToList();
        var text = points.Count == 0 ? "it is not known at any delay who closed first." : Answer(points);
        return name.Length == 0 ? Sentences.Capital(text) : name + text;
    }

    private static string Answer(List<SharePoint> points)
    {
        var (first, last) = (NearlyAlone(points[0].Closed), NearlyAlone(points[^1].Closed));
        var share = $"in at least {Percent(NearlyAll)} of the connections";
        if (first is not null && points.TrueForAll(p => NearlyAlone(p.Closed) == first))
        {
            return $"at every delay tried {Closes(first)} {share}.";
        }

        var until = Delay(points.TakeWhile(p => NearlyAlone(p.Closed) == first).Last());
        if (last is null)
        {
            var still = $"even at {Delay(points[^1])} neither side closes first {share}: {Regime(points[^1].Closed)}";
            return first is null ? $"{still}." : $"{still}; up to {until} {Closes(first)} in as many.";
        }

        var from = Delay(points.AsEnumerable().Reverse().TakeWhile(p => NearlyAlone(p.Closed) == last).Last());
        return $"from {from} on {Closes(last)} {share}"
            + (first is null ? "." : $"; up to {until} {Closes(first)} in as many.");

        string Delay(SharePoint point) => Format.Duration(point.Delay.TotalMicroseconds);
    }

    private static CloseClass? NearlyAlone(ClosedFirst closed) =>
        Regimes.FirstOrDefault(c => c.Count(closed) > 0 && c.Count(closed) >= NearlyAll * closed.Known());

    private static string Closes(CloseClass closeClass) => closeClass == CloseClass.Server ? "the server closes first"
        : closeClass == CloseClass.Client ? "the client closes first"
        : closeClass == CloseClass.Both ? "both close at once"
        : "an RST ends the connection";

    /// <summary>A probe's verdict.</summary>
    public static string Verdict(ProbeVerdict verdict) => verdict switch
    {
        ProbeVerdict.Above => "too short",
        ProbeVerdict.Below => "long enough",
        _ => "undecided",
    };

    /// <summary>Which connections a search counts: <c>server first or both</c>.</summary>
    public static string Counted(ThresholdShare share) => share switch
    {
        ThresholdShare.ServerTimeWait => "server first or both",
        ThresholdShare.ServerFirst => "server first",
        ThresholdShare.ClientTimeWait => "client first or both",
        _ => "client first",
    };

    private static string Share(ThresholdShare share) => share switch
    {
        ThresholdShare.ServerTimeWait => "leave a TIME_WAIT on the server",
        ThresholdShare.ServerFirst => "are closed first by the server alone",
        ThresholdShare.ClientTimeWait => "leave a TIME_WAIT on the client",
        _ => "are closed first by the client alone",
    };

    private static string WhyEnded(SearchEnd end) => end switch
    {
        SearchEnd.Trials => "The search stopped at its limit of trials; raise threshold.trials for a narrower answer.",
        SearchEnd.Time => "The search stopped at its time limit; raise threshold.within for a narrower answer.",
        SearchEnd.Unfinished => "The search is not finished.",
        _ => "",
    };
}
