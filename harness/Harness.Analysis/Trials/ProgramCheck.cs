using Harness.Analysis.Results;

namespace Harness.Analysis.Trials;

/// <summary>Looks at what a client's command did besides connecting.</summary>
public static class ProgramCheck
{
    /// <summary>One warning when it left processes behind.</summary>
    public static IEnumerable<Warning> Warnings(TrialSummary trial)
    {
        if (trial.Client.Program is { LeftBehind: > 0 and var left } program)
        {
            yield return new(
                "program_left_processes",
                $"'{program.Command[0]}' ended and left {left:N0} processes behind; they were ended, and what they did not send is missing",
                "let the command wait for what it starts, as 'wait' does in a shell");
        }
    }
}
