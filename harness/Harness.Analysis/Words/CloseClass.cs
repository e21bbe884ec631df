using Harness.Analysis.Results;

namespace Harness.Analysis.Words;

/// <summary>One class of <see cref="ClosedFirst"/>.</summary>
/// <param name="Name">For legends.</param>
/// <param name="Colour">A word of the palette.</param>
/// <param name="Sentence">The beginning of a sentence that goes on with <c>in N connections</c>.</param>
/// <param name="Count">Its count.</param>
public sealed record CloseClass(string Name, string Colour, string Sentence, Func<ClosedFirst, long> Count)
{
    /// <summary>The classes, in reading order.</summary>
    public static IReadOnlyList<CloseClass> All { get; } =
    [
        new("server first", "server", "the server closed first", c => c.Server),
        new("client first", "client", "the client closed first", c => c.Client),
        new("both at once", "both", "both closed at once", c => c.Both),
        new("reset", "failed", "an RST ended it", c => c.Reset),
        new("unknown", "syn", "it is not known who closed first", c => c.Unknown),
    ];

    /// <summary>The connections of all classes.</summary>
    public static long Total(ClosedFirst closed) => All.Sum(c => c.Count(closed));

    /// <summary>0 to 1; 0 when there are none at all.</summary>
    public double Share(ClosedFirst closed) => Total(closed) == 0 ? 0 : (double)Count(closed) / Total(closed);
}
