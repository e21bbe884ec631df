namespace Harness.Controller;

/// <summary>How a run ended.</summary>
public enum RunEnd
{
    /// <summary>All trials ran to their end.</summary>
    Complete,

    /// <summary>The user interrupted it; what was measured is kept.</summary>
    Interrupted,

    /// <summary>Something failed; what was measured is kept.</summary>
    BrokeOff,
}
