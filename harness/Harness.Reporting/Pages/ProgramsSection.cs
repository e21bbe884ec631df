using Harness.Analysis.Results;
using Harness.Analysis.Words;
using Harness.Protocol.Messages;

namespace Harness.Reporting.Pages;

/// <summary>The programs that played a side: how they were run, how they ended, what they wrote.</summary>
internal static class ProgramsSection
{
    public static Html Render(TrialSummary trial) => Html.Join(
        new[] { ("server", trial.Server.Program), ("client", trial.Client.Program) }
            .Where(p => p.Item2 is not null)
            .Select(p => Card(p.Item1, p.Item2!)));

    private static Html Card(string side, ProgramSummary program)
    {
        var exits = program.ExitCodes.Count == 0
            ? "It ran until the trial ended."
            : $"{string.Join(", ", program.ExitCodes.Select(e => Ended(e.Key, e.Value)))}.";
        var left = program.LeftBehind > 0 ? $" It left {Format.Count(program.LeftBehind.Value)} processes behind, which were ended." : "";
        var output = program.Output.Length == 0
            ? Html.Of($"<p class=\"sub\">It wrote nothing.</p>")
            : Html.Of($"""
                <pre class="scroll" tabindex="0" role="region" aria-label="What the {side}'s program wrote">{program.Output}</pre>
                """);
        return Html.Of($"""
            <section class="card"><h2>The program of the {side}</h2>
            <p class="sub"><code>{string.Join(' ', program.Command)}</code> {exits}{left} CPU {Format.Number(program.CpuSeconds)} s.</p>
            {output}
            </section>
            """);
    }

    private static string Ended(string code, long runs) => $"exit code {code}: {Format.Count(runs)} {(runs == 1 ? "run" : "runs")}";
}
