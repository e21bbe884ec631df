using Harness.Analysis.Results;
using Harness.Controller;
using Harness.Controller.Launching;
using Harness.Reporting;
using Harness.Reporting.Checking;
using Harness.Scenarios.Yaml;

namespace Harness.Cli;

/// <summary>The one place where an end, or what went wrong, becomes an exit code.</summary>
internal static class ExitCodes
{
    /// <summary>The exit code of a command whose run ended so.</summary>
    /// <param name="end">How it ended.</param>
    /// <param name="verdict">What was judged of it, if anything.</param>
    public static ExitCode Of(RunEnd end, Verdict verdict = Verdict.None) => end switch
    {
        RunEnd.Interrupted => ExitCode.Interrupted,
        RunEnd.BrokeOff => ExitCode.BrokeOff,
        _ => verdict == Verdict.Missed ? ExitCode.Missed : ExitCode.Success,
    };

    /// <summary>The exit code for <paramref name="failure"/>, or null for one that nobody foresaw.</summary>
    public static ExitCode? Of(Exception failure) => failure switch
    {
        ScenarioException or ResultFolderException or BaselineException or UsageException => ExitCode.Usage,
        MachineException => ExitCode.Machine,
        _ when RunFailure.IsForeseen(failure) => Of(RunFailure.EndOf(failure)),
        _ => null,
    };

    /// <summary>Says it on stderr, without a stack trace when it was foreseen.</summary>
    public static ExitCode Report(Exception failure, string? scenario = null)
    {
        var code = Of(failure);
        var who = scenario is null ? "harness" : $"harness: {scenario}";
        Console.Error.WriteLine(Home.Named(failure switch
        {
            OperationCanceledException => $"{who}: interrupted before anything was measured",
            _ when code is null => $"{who}: this is a fault of the harness itself, please report it:\n{failure}",
            ScenarioException => failure.Message,
            _ => $"{who}: {failure.Message}",
        }));
        return code ?? ExitCode.BrokeOff;
    }
}
