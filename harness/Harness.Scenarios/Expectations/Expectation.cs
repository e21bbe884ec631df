namespace Harness.Scenarios.Expectations;

/// <summary>A condition on a trial's figures: <c>server.time_wait.entered == connections.completed * 0.95</c>.</summary>
/// <param name="Text">As written.</param>
/// <param name="Left">The side whose value is reported as the actual one.</param>
/// <param name="Sign">One of == != &lt; &lt;= &gt; &gt;=.</param>
/// <param name="Right">The value that the left side must compare with.</param>
public sealed record Expectation(string Text, Formula Left, ComparisonSign Sign, Formula Right)
{
    /// <summary>The names of figures that it uses.</summary>
    public IEnumerable<string> Names => Left.Names.Concat(Right.Names);

    /// <summary>Whether it holds, with the figures that <paramref name="valueOf"/> gives.</summary>
    public bool Holds(Func<string, double> valueOf)
    {
        var (left, right) = (Left.Value(valueOf), Right.Value(valueOf));
        return Sign switch
        {
            ComparisonSign.Equal => left == right,
            ComparisonSign.NotEqual => left != right,
            ComparisonSign.Less => left < right,
            ComparisonSign.LessOrEqual => left <= right,
            ComparisonSign.Greater => left > right,
            ComparisonSign.GreaterOrEqual => left >= right,
            _ => throw new ArgumentOutOfRangeException(nameof(valueOf), Sign, "no such sign"),
        };
    }
}
