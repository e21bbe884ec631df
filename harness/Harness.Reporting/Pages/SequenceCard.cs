using Harness.Analysis.Sequences;
using Harness.Reporting.Diagrams;
using Harness.Scenarios.Options;

namespace Harness.Reporting.Pages;

/// <summary>What happened on the connections that the link's rules touched first, each as a diagram and as a table.</summary>
internal static class SequenceCard
{
    private static readonly string[] Headers = ["#since its beginning", "from", "what happened", "what the link did"];

    /// <summary>Nothing where the link touched none. Those that are the first of no rule are folded away.</summary>
    public static Html Render(TrialRecord trial)
    {
        var diagrams = trial.Sequences.ToLookup(s => s.FirstOf.Count > 0, Diagram.Of);
        return Html.Join([.. diagrams[true].Select(First), Others([.. diagrams[false]])]);
    }

    private static Html First(Diagram diagram) => Html.Of($"""
        <section class="card"><div><h2>{diagram.Title}</h2><p class="sub">{diagram.Description}</p></div>
        {Drawing(diagram)}
        <details><summary>The same as a table</summary>
        {AsTable(diagram)}
        </details></section>

        """);

    private static Html Others(IReadOnlyList<Diagram> diagrams) => diagrams.Count == 0 ? Html.Empty : Html.Of($"""
        <section class="card"><h2>Other connections that the link's rules touched</h2>
        {Html.Join(diagrams.Select(Other))}
        </section>

        """);

    private static Html Other(Diagram diagram) => Html.Of($"""
        <details><summary>{diagram.Title}</summary><p class="sub">{diagram.Description}</p>
        {Drawing(diagram)}
        {AsTable(diagram)}
        </details>

        """);

    private static Html Drawing(Diagram diagram) => Html.Of($"""
        <div class="scroll" tabindex="0" role="region" aria-label="{diagram.Title}">{DiagramSvg.InPage(diagram)}</div>
        """);

    private static Html AsTable(Diagram diagram) =>
        Table.OfTexts(diagram.Title, Headers, diagram.Rows.Select(r => Cells(r, diagram.Begins)));

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
