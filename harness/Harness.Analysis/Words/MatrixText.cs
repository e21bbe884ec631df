using Harness.Analysis.Results;

namespace Harness.Analysis.Words;

/// <summary>A cell of a matrix in words.</summary>
public static class MatrixText
{
    /// <summary>Who holds the TIME_WAITs of <paramref name="subject"/>.</summary>
    public static string Share(ComparedSubject subject) => subject.Holder switch
    {
        TimeWaitHolder.Server => "server",
        TimeWaitHolder.Client => "client",
        TimeWaitHolder.Neither => "neither",
        TimeWaitHolder.Both => FormattableString.Invariant($"{subject.ServerShare * 100:0.#} % server"),
        _ => "not measured",
    };
}
