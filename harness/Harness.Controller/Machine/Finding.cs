namespace Harness.Controller.Machine;

/// <summary>How one thing that runs need was found.</summary>
public enum FindingState
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Runs are possible, but not all of them.</summary>
    Limited,

    /// <summary>Scenarios cannot run as written without it.</summary>
    Missing,
}

/// <summary>One thing that runs need, examined.</summary>
/// <param name="What">Its name.</param>
/// <param name="State">How it was found.</param>
/// <param name="Found">What was found.</param>
/// <param name="Advice">What to do; empty when nothing is to be done.</param>
public sealed record Finding(string What, FindingState State, string Found, string Advice);
