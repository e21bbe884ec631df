using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Scenarios.Words;

namespace Harness.Analysis.Words;

/// <summary>A comparison in plain words, from its figures alone.</summary>
public static class ComparisonText
{
    /// <summary>
    /// A sentence on who holds what for each subject, then for each but the first what is better and worse: a line per figure,
    /// indented by two spaces.
    /// </summary>
    public static IEnumerable<string> Verdict(Comparison comparison)
    {
        // A line break in a name would look like one of the lines below.
        string[] names = [.. comparison.Subjects.Select(s => Visible.Line(s.Name))];
        foreach (var (index, subject) in comparison.Subjects.Index())
        {
            yield return $"{names[index]}: {Holds(comparison, subject, index)}.";
        }

        foreach (var (index, subject) in comparison.Subjects.Index().Skip(1))
        {
            if (subject.Trials > 0 && comparison.Subjects[0].Trials > 0)
            {
                string[] lines = [$"{names[index]} against {names[0]}:", .. Against(comparison, index).Select(l => $"  {l}")];
                yield return string.Join('\n', lines);
            }
        }
    }

    /// <summary>A difference, with its sign and its unit.</summary>
    public static string WithSign(FigureUnit unit, double value) => value switch
    {
        0 => "0",
        < 0 => $"−{Format.Figure(unit, -value)}",
        _ => $"+{Format.Figure(unit, value)}",
    };

    /// <summary>The median, and the range where the runs were not all alike.</summary>
    public static string Figure(FigureUnit unit, MetricFigure figure) => figure switch
    {
        { Median: null } => Format.NotMeasured,
        { Least: var least, Most: var most } when least == most => Format.Figure(unit, figure.Median.Value),
        _ => $"{Format.Figure(unit, figure.Median.Value)} "
            + $"({Format.Figure(unit, figure.Least!.Value)} to {Format.Figure(unit, figure.Most!.Value)})",
    };

    /// <summary>A difference's mark in words.</summary>
    public static string Mark(MetricDifference difference) => difference.Mark switch
    {
        _ when IsUntested(difference) => "not tested",
        DifferenceMark.Better => "better",
        DifferenceMark.Worse => "worse",
        DifferenceMark.Different => "different",
        DifferenceMark.Same => "the same",
        _ => "not distinguishable",
    };

    /// <summary>Whether there were so few runs that no test could have told anything.</summary>
    public static bool IsUntested(MetricDifference difference) => difference.Why is not null;

    /// <summary>The interval that holds the true difference, or why there is none.</summary>
    public static string Uncertainty(FigureUnit unit, MetricDifference difference) => difference switch
    {
        { Exact: true } => "the same in every run",
        { Low: { } low, High: { } high } => $"{WithSign(unit, low)} to {WithSign(unit, high)}",
        _ => difference.Why ?? "",
    };

    /// <summary>How to read the marks: how many there would be by chance alone.</summary>
    public static string Tests(Comparison comparison)
    {
        var tests = comparison.Tests;
        if (tests.Tested == 0)
        {
            var why = comparison.Metrics.SelectMany(m => m.Figures).Select(f => f.Difference?.Why).FirstOrDefault(w => w is not null);
            return why is null ? "No difference needed a test." : $"Differences were {why}.";
        }

        var tested = $"{Format.Counted(tests.Tested, "difference")} tested";
        var level = FormattableString.Invariant($"each at {tests.Level * 100:0.#} %");
        var chance = FormattableString.Invariant($"about {tests.ByChance:0.#} would be marked by chance alone");
        var marked = $"{tests.Marked} {(tests.Marked == 1 ? "is" : "are")} marked.";
        return $"{tested}, {level}: {chance}. {Sentences.Join(marked, AfterHolm(comparison))} {tests.Method}.";
    }

    private static string AfterHolm(Comparison comparison)
    {
        var tests = comparison.Tests;
        return tests switch
        {
            { RunsForHolm: { } enough } =>
                $"{RunsOf(comparison)} are too few for Holm's correction for {Format.Counted(tests.Tested, "test")}; "
                + $"use --repeat {enough}.",
            { Marked: 0 } => "",
            { MarkedAfterHolm: 0 } => "None of these holds after Holm's correction for so many tests: take them as hints.",
            _ when tests.MarkedAfterHolm == tests.Marked => "All of these hold after Holm's correction for so many tests.",
            _ => $"{tests.MarkedAfterHolm} of these also hold after Holm's correction for so many tests; take the others as hints.",
        };
    }

    private static string RunsOf(Comparison comparison)
    {
        var runs = comparison.Metrics
            .Where(m => m.Figures.Any(f => f.Difference?.PValue is not null))
            .SelectMany(m => m.Figures.Where((f, i) => i == 0 || f.Difference?.PValue is not null))
            .Select(f => f.Values.Count)
            .Distinct()
            .ToList();
        return runs.Count == 1 ? $"{runs[0]} runs each" : "These runs";
    }

    /// <summary>Where the time in TIME_WAIT comes from.</summary>
    public static string HeldSource(Comparison comparison) =>
        comparison.Metrics.Any(m => m.Key.EndsWith(".time_wait.held", StringComparison.Ordinal))
            ? "How long a TIME_WAIT was held was measured: the area under the number there at each moment, by the number entered."
            : "How long a TIME_WAIT was held was not measured: these runs did not drain (sample: { until: drained }). "
                + "Linux keeps each for 60 s (TCP_TIMEWAIT_LEN).";

    /// <summary>Where the memory comes from.</summary>
    public static string MemorySource(Comparison comparison)
    {
        var sizes = comparison.Subjects.Select(s => s.TimeWaitBytes).OfType<int>().Distinct().Order().ToList();
        return sizes.Count == 0
            ? "Memory is not known: the size of a TIME_WAIT is read from /proc/slabinfo, by root only and not on hosts."
            : $"Memory is the most at once times {string.Join(" or ", sizes)} bytes, the size of one TIME_WAIT by /proc/slabinfo; "
                + "what else the kernel keeps for it, such as its port's entry, is not in it.";
    }

    /// <summary>Who holds the TIME_WAITs of one cell of a matrix.</summary>
    public static string Holder(ComparedSubject subject) => subject.Holder switch
    {
        TimeWaitHolder.Server => "server",
        TimeWaitHolder.Client => "client",
        TimeWaitHolder.Neither => "neither",
        TimeWaitHolder.Both => FormattableString.Invariant($"{subject.ServerShare * 100:0.##} % server"),
        _ => Format.NotMeasured,
    };

    private static string Holds(Comparison comparison, ComparedSubject subject, int index)
    {
        if (subject.Trials == 0)
        {
            return "nothing was measured";
        }

        var (server, client) = (Side(comparison, index, "server"), Side(comparison, index, "client"));
        var ports = Median(comparison, "client.ports", index) is { } share and > 0
            ? FormattableString.Invariant($" and {share:0.#} % of its ports")
            : "";
        return subject.Holder switch
        {
            TimeWaitHolder.Server => $"the server holds {server}; the client none",
            TimeWaitHolder.Client => $"the client holds {client}{ports}; the server none",
            TimeWaitHolder.Neither => "neither side holds a TIME_WAIT",
            _ => $"the server holds {server}; the client {client}{ports}",
        };
    }

    // The most that a side holds at once; the number entered too, where that is another.
    private static string Side(Comparison comparison, int index, string side)
    {
        if (Median(comparison, $"{side}.time_wait.peak", index) is not { } peak)
        {
            return "TIME_WAITs that were not counted";
        }

        var entered = Median(comparison, $"{side}.time_wait.entered", index) ?? peak;
        var memory = Median(comparison, $"{side}.time_wait.memory", index) is { } bytes ? Format.Bytes((long)bytes) : "memory unknown";
        var of = entered == peak ? "" : $" of {Format.Number(entered)} entered";
        return $"{Format.Number(peak)} TIME_WAIT{(peak == 1 ? "" : "s")} at once{of}, {memory}";
    }

    private static string[] Against(Comparison comparison, int index)
    {
        var judged = comparison.Metrics
            .Where(m => m.Better != Direction.Neither && !IsOfWhoHolds(m.Key) && m.Figures[index].Difference is not null)
            .ToList();
        var untested = judged.Select(m => m.Figures[index].Difference!).Where(IsUntested).ToList();
        var unclear = judged.Count(m => m.Figures[index].Difference!.Mark == DifferenceMark.NotDistinguishable) - untested.Count;
        string[] lines =
        [
            .. Marked(judged, index, DifferenceMark.Better),
            .. Marked(judged, index, DifferenceMark.Worse),
            .. unclear > 0 ? [$"cannot be told apart: {unclear} of {judged.Count} figures"] : Array.Empty<string>(),
            .. untested.Count > 0 ? [$"{untested[0].Why}: {untested.Count} of {judged.Count} figures"] : Array.Empty<string>(),
        ];
        return lines.Length == 0 ? ["every figure is the same"] : lines;
    }

    // These follow from the number entered, and the sentence on who holds what has said them.
    private static bool IsOfWhoHolds(string key) => key == "client.ports"
        || key.EndsWith(".time_wait.memory", StringComparison.Ordinal) || key.EndsWith(".time_wait.peak", StringComparison.Ordinal);

    private static IEnumerable<string> Marked(List<ComparedMetric> metrics, int index, DifferenceMark mark) =>
        from metric in metrics
        let difference = metric.Figures[index].Difference!
        where difference.Mark == mark
        let was = Format.Figure(metric.Unit, metric.Figures[0].Median!.Value)
        let isNow = Format.Figure(metric.Unit, metric.Figures[index].Median!.Value)
        select $"{Mark(difference)}: {metric.Name}, {was} -> {isNow}";

    private static double? Median(Comparison comparison, string key, int index) =>
        comparison.Metrics.FirstOrDefault(m => m.Key == key)?.Figures[index].Median;
}
