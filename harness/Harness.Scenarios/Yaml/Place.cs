using Harness.Scenarios.Words;

namespace Harness.Scenarios.Yaml;

/// <summary>Where something was written: a file, line and column, or the command line.</summary>
/// <param name="Source">A file name, or <c>--set</c>.</param>
/// <param name="Line">From 1; 0 on the command line.</param>
/// <param name="Column">From 1; 0 on the command line.</param>
public sealed record Place(string Source, long Line = 0, long Column = 0)
{
    /// <summary><c>file:line:column</c>, as compilers write it.</summary>
    public override string ToString() => Line == 0 ? Visible.Line(Source) : $"{Visible.Line(Source)}:{Line}:{Column}";
}
