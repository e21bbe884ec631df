using Harness.Controller.Launching;
using Harness.Reporting;
using Harness.Reporting.Checking;
using Harness.Scenarios.Yaml;

namespace Harness.Cli;

/// <summary>The one place where what went wrong becomes a message and an exit code.</summary>
internal static class Failures
{
    /// <summary>The exit code for <paramref name="failure"/>, or null for one that nobody foresaw.</summary>
    public static ExitCode? CodeOf(Exception failure) => failure switch
    {
        ScenarioException or ResultFolderException or BaselineException or UsageException => ExitCode.Usage,
        MachineException => ExitCode.Machine,
        OperationCanceledException => ExitCode.Interrupted,
        AgentException or IOException or UnauthorizedAccessException => ExitCode.BrokeOff,
        _ => null,
    };

    /// <summary>Says it on stderr, without a stack trace when it was foreseen.</summary>
    public static ExitCode Report(Exception failure, string? scenario = null)
    {
        var code = CodeOf(failure);
        var who = scenario is null ? "harness" : $"harness: {scenario}";
        Console.Error.WriteLine(failure switch
        {
            OperationCanceledException => $"{who}: interrupted before anything was measured",
            _ when code is null => $"{who}: this is a fault of the harness itself, please report it:\n{failure}",
            ScenarioException => failure.Message,
            _ => $"{who}: {failure.Message}",
        });
        return code ?? ExitCode.BrokeOff;
    }
}
