using Harness.Protocol.Messages;
using Harness.Protocol.Time;
using Microsoft.Extensions.Logging;

namespace Harness.Agent.Logging;

/// <summary>An agent's log: every event is told to the controller, which writes run.log.</summary>
/// <param name="tell">Takes the events.</param>
internal sealed class ToldLog(Action<AgentReport> tell) : ILogger
{
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        tell(new AgentReport.Logged(MonotonicClock.Now, Word(logLevel), eventId.Id, formatter(state, exception)));

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "debug",
        LogLevel.Information => "information",
        LogLevel.Warning => "warning",
        _ => "error",
    };
}
