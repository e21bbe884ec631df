namespace Harness.Analysis.Results;

/// <summary>What <c>doctor --json</c> prints: whether this machine can run scenarios, and what was found.</summary>
public sealed record DoctorReport
{
    /// <summary>The form of this record that this program writes.</summary>
    public const int NewestFormat = 1;

    /// <summary>The form of this record.</summary>
    public int Format { get; init; } = NewestFormat;

    /// <summary>False when something is missing without which scenarios cannot run as written.</summary>
    public required bool CanRun { get; init; }

    /// <summary>One per thing that was looked at.</summary>
    public required IReadOnlyList<MachineFinding> Findings { get; init; }

    /// <summary>With an inventory: the hosts that could be looked at.</summary>
    public IReadOnlyList<HostEntry> Hosts { get; init; } = [];
}

/// <summary>One thing that runs need, examined.</summary>
/// <param name="What">Its name.</param>
/// <param name="State"><c>good</c>, <c>limited</c> or <c>missing</c>.</param>
/// <param name="Found">What was found.</param>
/// <param name="Advice">What to do; empty when nothing is to be done.</param>
public sealed record MachineFinding(string What, string State, string Found, string Advice);
