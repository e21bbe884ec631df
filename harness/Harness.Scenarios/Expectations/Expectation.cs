namespace Harness.Scenarios.Expectations;

/// <summary>A sentence that must hold of a trial's figures: <c>server.time_wait.entered == connections.completed * 0.95</c>.</summary>
/// <param name="Text">As written.</param>
/// <param name="Left">The side whose value is reported as the actual one.</param>
/// <param name="Comparison">One of == != &lt; &lt;= &gt; &gt;=.</param>
/// <param name="Right">What it is compared with.</param>
public sealed record Expectation(string Text, Formula Left, Comparison Comparison, Formula Right)
{
    /// <summary>The names of figures that it uses.</summary>
    public IEnumerable<string> Names => Left.Names.Concat(Right.Names);

    /// <summary>Whether it holds, with the figures that <paramref name="valueOf"/> gives.</summary>
    public bool Holds(Func<string, double> valueOf)
    {
        var (left, right) = (Left.Value(valueOf), Right.Value(valueOf));
        return Comparison switch
        {
            Comparison.Equal => left == right,
            Comparison.NotEqual => left != right,
            Comparison.Less => left < right,
            Comparison.LessOrEqual => left <= right,
            Comparison.Greater => left > right,
            Comparison.GreaterOrEqual => left >= right,
            _ => throw new ArgumentOutOfRangeException(nameof(valueOf), Comparison, "no such comparison"),
        };
    }
}
