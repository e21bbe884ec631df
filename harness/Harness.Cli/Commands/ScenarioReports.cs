using Harness.Analysis.Results;
using Harness.Scenarios.Planning;
using Harness.Scenarios.Yaml;

namespace Harness.Cli.Commands;

/// <summary>Reads scenarios one by one, so that one that is wrong does not hide the others.</summary>
internal static class ScenarioReports
{
    /// <summary>What is to be said of each file, as programs read it.</summary>
    public static ScenariosReport Of(IEnumerable<string> files, ScenarioChanges changes)
    {
        List<ScenarioEntry> entries = [];
        List<ScenarioMistake> mistakes = [];
        foreach (var file in files)
        {
            try
            {
                entries.Add(Entry(file, ScenarioFiles.Plan([file], changes)[0]));
            }
            catch (ScenarioException e)
            {
                mistakes.AddRange(e.Errors.Select(Mistake));
            }
        }

        return new() { Scenarios = entries, Errors = mistakes };
    }

    /// <summary>Says a mistake as compilers do: <c>file:line:column: message</c>.</summary>
    public static string Line(ScenarioMistake mistake) =>
        $"{new ScenarioError(new Place(mistake.File, mistake.Line ?? 0, mistake.Column ?? 0), mistake.Message)}";

    private static ScenarioEntry Entry(string file, RunPlan plan) => new(
        file, plan.Scenario.Name, plan.Scenario.About, plan.Scenario.Reproduces, plan.Scenario.Threshold?.Trials ?? plan.Trials.Count);

    private static ScenarioMistake Mistake(ScenarioError error) => error.Place is { Line: > 0 and var line, Column: var column }
        ? new(error.Place.Source, line, column, error.Message)
        : new(error.Place.Source, null, null, error.Message);
}
