namespace Harness.Analysis.Probing;

/// <summary>What a probe found out about a client program: <c>probe client --json</c>.</summary>
public sealed record ClientProbe
{
    /// <summary>The program and its arguments, as given.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Runs per form of response.</summary>
    public required int Times { get; init; }

    /// <summary>How long the server waited for the client to close before it closed itself.</summary>
    public required double ServerWaitsMs { get; init; }

    /// <summary>False when the probe was interrupted or broke off; then the last forms are missing.</summary>
    public required bool Complete { get; init; }

    /// <summary>What it did, form by form.</summary>
    public required IReadOnlyList<FormProbe> Forms { get; init; }

    /// <summary>The same in words, a sentence each.</summary>
    public required IReadOnlyList<string> Verdict { get; init; }
}
