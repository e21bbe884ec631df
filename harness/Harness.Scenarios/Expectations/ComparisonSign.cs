namespace Harness.Scenarios.Expectations;

/// <summary>The sign between the two sides of an <see cref="Expectation"/>.</summary>
public enum ComparisonSign
{
    /// <summary><c>==</c>: both sides are equal.</summary>
    Equal,

    /// <summary><c>!=</c>: the sides differ.</summary>
    NotEqual,

    /// <summary><c>&lt;</c>: the left side is less.</summary>
    Less,

    /// <summary><c>&lt;=</c>: the left side is less, or both are equal.</summary>
    LessOrEqual,

    /// <summary><c>&gt;</c>: the left side is greater.</summary>
    Greater,

    /// <summary><c>&gt;=</c>: the left side is greater, or both are equal.</summary>
    GreaterOrEqual,
}
