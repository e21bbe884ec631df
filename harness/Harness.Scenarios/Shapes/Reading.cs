using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Shapes;

/// <summary>The key that is being read, and where its errors are gathered: all of them, not only the first.</summary>
internal sealed record Reading(string Path, List<ScenarioError> Errors)
{
    private const int MostErrors = 20;

    public Reading At(string key) => this with { Path = Path.Length == 0 ? key : $"{Path}.{key}" };

    public void Wrong(Node node, string message) => Wrong(node.Place, message);

    /// <exception cref="ScenarioException">These are enough: who mends them will see the others.</exception>
    public void Wrong(Place place, string message)
    {
        if (Errors.Count == MostErrors)
        {
            throw new ScenarioException([.. Errors, new ScenarioError(place, $"and more; the first {MostErrors} mistakes are shown")]);
        }

        Errors.Add(new ScenarioError(place, Path.Length == 0 ? message : $"{Path}: {message}"));
    }
}
