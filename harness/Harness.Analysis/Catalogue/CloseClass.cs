using Harness.Analysis.Results;

namespace Harness.Analysis.Catalogue;

/// <summary>One way a connection can have ended: a class of <see cref="ClosedFirst"/> and its words.</summary>
/// <param name="Key">Its key in <c>closed_first</c>, which is also its name in narrow tables.</param>
/// <param name="Name">For legends and headings.</param>
/// <param name="Label">For lists of figures.</param>
/// <param name="Sentence">The beginning of a sentence that goes on with <c>in N connections</c>.</param>
/// <param name="Colour">A word of the charts' palette.</param>
/// <param name="Count">How many connections ended so.</param>
public sealed record CloseClass(string Key, string Name, string Label, string Sentence, string Colour, Func<ClosedFirst, long> Count)
{
    /// <summary>The server's FIN came first.</summary>
    public static CloseClass Server { get; } =
        new("server", "server first", "closed first by the server", "the server closed first", "server", c => c.Server);

    /// <summary>The client's FIN came first.</summary>
    public static CloseClass Client { get; } =
        new("client", "client first", "closed first by the client", "the client closed first", "client", c => c.Client);

    /// <summary>Their FINs crossed.</summary>
    public static CloseClass Both { get; } =
        new("both", "both at once", "closed by both at once", "both closed at once", "both", c => c.Both);

    /// <summary>An RST ended it.</summary>
    public static CloseClass Reset { get; } = new("reset", "reset", "ended by an RST", "an RST ended it", "failed", c => c.Reset);

    /// <summary>Nobody saw who closed first.</summary>
    public static CloseClass Unknown { get; } =
        new("unknown", "unknown", "not known who closed first", "it is not known who closed first", "syn", c => c.Unknown);

    /// <summary>All classes, in reading order.</summary>
    public static IReadOnlyList<CloseClass> All { get; } = [Server, Client, Both, Reset, Unknown];

    /// <summary>The classes that somebody closed first in: what a sweep of a delay is about.</summary>
    public static IReadOnlyList<CloseClass> ByFin { get; } = [Server, Client, Both];

    /// <summary>The connections of all classes.</summary>
    public static long Total(ClosedFirst closed) => All.Sum(c => c.Count(closed));

    /// <summary>
    /// Whether a count of it, also 0, was measured: where nothing was seen of any connection, none is known to have ended so.
    /// </summary>
    public bool IsKnown(ClosedFirst closed) => closed.IsSeen() && (this == Unknown || closed.Known() > 0 || closed.Unknown == 0);

    /// <summary>Its share of all connections, 0 to 1; 0 when there are none.</summary>
    public double Share(ClosedFirst closed) => Total(closed) == 0 ? 0 : (double)Count(closed) / Total(closed);
}
