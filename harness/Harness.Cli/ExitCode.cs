namespace Harness.Cli;

/// <summary>What the program's exit code says. Scripts rely on these numbers.</summary>
public enum ExitCode
{
    /// <summary>All went as expected.</summary>
    Success = 0,

    /// <summary>It ran to the end, but an expectation or a baseline was missed.</summary>
    Missed = 1,

    /// <summary>The command line or a scenario is wrong; nothing was started.</summary>
    Usage = 2,

    /// <summary>This machine cannot run it; the message says what is missing.</summary>
    Machine = 3,

    /// <summary>The run broke off; what was measured is kept.</summary>
    BrokeOff = 4,

    /// <summary>Interrupted by the user (128 + SIGINT); what was measured is kept.</summary>
    Interrupted = 130,
}
