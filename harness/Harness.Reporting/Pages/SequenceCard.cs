using Harness.Analysis.Sequences;
using Harness.Reporting.Diagrams;
using Harness.Scenarios.Options;

namespace Harness.Reporting.Pages;

/// <summary>What happened on the connections that the link's rules touched first, each as a diagram and as a table.</summary>
internal static class SequenceCard
{
    private static readonly string[] Headers = ["#since its beginning", "from", "what happened", "what the link did"];

    /// <summary>Nothing where the link touched none. Those that are the first of no rule are folded away.</summary>
    public static Html Render(TrialRecord trial) => Html.Join(trial.Sequences.Select(s => Card(Diagram.Of(s), s.FirstOf.Count > 0)));

    private static Html Card(Diagram diagram, bool isFirst)
    {
        var drawing = Html.Of($"""<div class="scroll" tabindex="0" role="region" aria-label="{diagram.Title}">{DiagramSvg.InPage(diagram)}</div>""");
        var shown = isFirst ? drawing : Html.Of($"<details><summary>Its sequence diagram</summary>{drawing}</details>");
        return Html.Of($"""
            <section class="card"><div><h2>{diagram.Title}</h2><p class="sub">{diagram.Description}</p></div>
            {shown}
            <details><summary>The same as a table</summary>
            {Table.OfTexts(diagram.Title, Headers, diagram.Rows.Select(r => Cells(r, diagram.Begins)))}
            </details></section>

            """);
    }

    private static IReadOnlyList<string> Cells(DiagramRow row, double begins)
    {
        var time = DiagramWords.Time(row.At - begins);
        return row switch
        {
            DiagramRow.Arrival a => [time, a.Of.Facts.From.Word(), a.Text, a.Note.Length == 0 ? "passed on" : a.Note],
            DiagramRow.Departure d => [time, d.Of.Facts.From.Word(), "leaves the link", SegmentFlags.Text(d.Of.Facts.Flags, ", ")],
            DiagramRow.Change c => [time, c.Of.Word(), c.Text, ""],
            _ => [time, "", row.Text, ""],
        };
    }
}
