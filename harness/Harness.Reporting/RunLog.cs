using System.Globalization;
using System.Text;
using Harness.Analysis.Running;
using Microsoft.Extensions.Logging;

namespace Harness.Reporting;

/// <summary>
/// run.log: a line per event, <c>2026-01-02T03:04:05.123456Z +0.123456 info 111 controller: trial 1 enters load</c>. What
/// happens before the folder is there is kept, and written as soon as it is. A line that cannot be written any more is lost:
/// the log explains a run and must not break it.
/// </summary>
/// <param name="clock">Dates the lines.</param>
public sealed class RunLog(TimeProvider clock) : ILogger, IDisposable
{
    private const string Controller = "controller";

    private readonly Lock gate = new();
    private readonly DateTimeOffset startedAt = clock.GetUtcNow();
    private readonly long started = clock.GetTimestamp();
    private readonly StringBuilder early = new();
    private Stream? file;
    private bool isClosed;

    /// <summary>From here on lines go into a file.</summary>
    /// <param name="opened">Disposed with the log.</param>
    public void WriteTo(Stream opened)
    {
        lock (gate)
        {
            file = opened;
            Write(early.ToString());
            early.Clear();
        }
    }

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var (who, at) = state is IMoment moment ? (moment.Who, moment.At) : (Controller, clock.GetTimestamp());
        var since = clock.GetElapsedTime(started, at);
        var text = formatter(state, exception).ReplaceLineEndings("\n    ");
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{(startedAt + since).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'} {since.TotalSeconds:+0.000000;-0.000000} "
            + $"{Word(logLevel)} {eventId.Id} {who}: {text}\n");
        lock (gate)
        {
            if (isClosed)
            {
                return;
            }

            if (file is null)
            {
                early.Append(line);
            }
            else
            {
                Write(line);
            }
        }
    }

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            file?.Dispose();
            file = null;
        }
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        _ => "error",
    };

    private void Write(string text)
    {
        try
        {
            file?.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (IOException)
        {
            // A full disk: whatever else must be written says so.
        }
    }
}
