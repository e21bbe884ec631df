using Harness.Scenarios.Words;

namespace Harness.Scenarios.Yaml;

/// <summary>One thing that is wrong with a scenario: where, and what was expected.</summary>
/// <param name="Place">Where it is written.</param>
/// <param name="Message">What is wrong and what was expected, for the user.</param>
public sealed record ScenarioError(Place Place, string Message)
{
    /// <summary>Writes <c>file:line:column: message</c>, on one line whatever is in it.</summary>
    public override string ToString() => $"{Place}: {Visible.Line(Message)}";
}
