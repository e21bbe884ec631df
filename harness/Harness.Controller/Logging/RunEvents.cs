using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Protocol;
using Harness.Protocol.Messages;
using Microsoft.Extensions.Logging;

namespace Harness.Controller.Logging;

/// <summary>
/// The events of run.log that the controller tells. A number means the same in every version; results/README.md lists them. The
/// agents' own numbers begin at 500.
/// </summary>
internal static partial class RunEvents
{
    [LoggerMessage(100, LogLevel.Information, "run of {scenario} begins: {extent}, harness {version}")]
    public static partial void RunBegins(this ILogger log, string scenario, string extent, string version);

    [LoggerMessage(101, LogLevel.Information, "run ends: {end}")]
    public static partial void RunEnds(this ILogger log, string end);

    [LoggerMessage(110, LogLevel.Information, "trial {trial} begins: {parameters}")]
    public static partial void TrialBegins(this ILogger log, int trial, string parameters);

    [LoggerMessage(111, LogLevel.Information, "trial {trial} enters {phase}")]
    public static partial void PhaseBegins(this ILogger log, int trial, Phase phase);

    [LoggerMessage(112, LogLevel.Information, "trial {trial} ends, complete: {complete}")]
    public static partial void TrialEnds(this ILogger log, int trial, bool complete);

    [LoggerMessage(113, LogLevel.Error, "trial {trial} breaks off: {why}")]
    public static partial void TrialBreaksOff(this ILogger log, int trial, string why);

    [LoggerMessage(114, LogLevel.Warning, "{code}: {text}; {advice}")]
    public static partial void Warns(this ILogger log, string code, string text, string advice);

    [LoggerMessage(
        120,
        LogLevel.Information,
        "agent {node} speaks: {build}, harness {version}, its clock is {offsetUs} us ahead, at most {errorUs} us off")]
    public static partial void AgentSpeaks(
        this ILogger log, NodeId node, AgentBuild build, string version, double offsetUs, double errorUs);

    [LoggerMessage(121, LogLevel.Information, "agent {node} is prepared at {address}")]
    public static partial void AgentIsPrepared(this ILogger log, NodeId node, string address);

    [LoggerMessage(122, LogLevel.Information, "agent {node} listens on {ports}")]
    public static partial void AgentListens(this ILogger log, NodeId node, string ports);

    [LoggerMessage(123, LogLevel.Information, "agent {node} has run its load in {seconds} s")]
    public static partial void LoadEnds(this ILogger log, NodeId node, double seconds);

    [LoggerMessage(124, LogLevel.Information, "agent {node} counts {sockets} sockets in its census")]
    public static partial void CensusIsTaken(this ILogger log, NodeId node, int sockets);

    [LoggerMessage(
        125,
        LogLevel.Information,
        "agent {node} has finished: {connections}, {cpuSeconds} s of CPU time")]
    public static partial void AgentFinishes(this ILogger log, NodeId node, string connections, double cpuSeconds);

    [LoggerMessage(126, LogLevel.Error, "agent {node} fails: {message}")]
    public static partial void AgentFails(this ILogger log, NodeId node, string message);

    /// <summary>Something that an agent told.</summary>
    public static void Tell(this ILogger log, AgentReport.Logged told, NodeEvent happened) =>
        log.Log(LevelOf(told.Level), new EventId(told.EventId), happened, exception: null, static (e, _) => e.Text);

    /// <summary>A warning, as every result has it.</summary>
    public static void Warns(this ILogger log, Warning warning) => log.Warns(warning.Code, warning.Text, warning.Advice);

    private static LogLevel LevelOf(string level) => level switch
    {
        "debug" => LogLevel.Debug,
        "warning" => LogLevel.Warning,
        "error" => LogLevel.Error,
        _ => LogLevel.Information,
    };
}
