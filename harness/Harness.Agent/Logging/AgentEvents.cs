using Harness.Protocol.Counting;
using Microsoft.Extensions.Logging;

namespace Harness.Agent.Logging;

/// <summary>The events of run.log that agents tell. A number means the same in every version; results/README.md lists them.</summary>
internal static partial class AgentEvents
{
    [LoggerMessage(500, LogLevel.Information, "process {pid}, {descriptors} open files allowed, TIME_WAITs are counted at {meaning}")]
    public static partial void Prepared(this ILogger log, int pid, long descriptors, CounterMeaning meaning);

    [LoggerMessage(501, LogLevel.Information, "begins as {role}")]
    public static partial void RoleBegins(this ILogger log, string role);

    [LoggerMessage(502, LogLevel.Information, "samples every {milliseconds} ms")]
    public static partial void Samples(this ILogger log, double milliseconds);

    [LoggerMessage(503, LogLevel.Information, "runs {command} as process {pid}")]
    public static partial void ProgramBegins(this ILogger log, string command, int pid);

    [LoggerMessage(504, LogLevel.Warning, "{command} did not end in {seconds} s and is ended")]
    public static partial void ProgramIsEnded(this ILogger log, string command, double seconds);

    [LoggerMessage(505, LogLevel.Information, "finishes")]
    public static partial void Finishes(this ILogger log);

    [LoggerMessage(506, LogLevel.Warning, "{command} has left {count} processes behind, which are ended: {names}")]
    public static partial void ProgramLeavesProcesses(this ILogger log, string command, int count, string names);

    [LoggerMessage(507, LogLevel.Warning, "cannot watch segments ({reason}); sockets and counters say who closed first")]
    public static partial void CannotWatchSegments(this ILogger log, string reason);

    [LoggerMessage(590, LogLevel.Error, "cannot do {command}: {failure}")]
    public static partial void CommandFails(this ILogger log, string command, string failure);
}
