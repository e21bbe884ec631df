using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Analysis.Results;
using Harness.Protocol.Messages;

namespace Harness.Fidelity;

/// <summary>What a client calls what became of its connections, in one vocabulary: how many of each word.</summary>
internal static class Outcomes
{
    internal const string Success = "success";
    internal const string ShortBody = "short body";
    internal const string TimeOut = "time-out";
    internal const string Reset = "reset";

    /// <summary>wrk's only word for whatever goes wrong with a response.</summary>
    internal const string ReadError = "read error";

    /// <summary>The word that most connections got.</summary>
    internal static string Of(string tool, TrialSummary trial) =>
        (trial.Client.Program is { } program ? OfProgram(tool, trial, program) : OfProfile(tool, trial.Connections))
            .MaxBy(o => o.Count).Word;

    /// <summary>How many connections it opened; the cells run in namespaces, where that is known once there was a sample.</summary>
    internal static long Opened(TrialSummary trial) => trial.Connections.Opened ?? 0;

    private static IEnumerable<(string Word, long Count)> OfProfile(string tool, ConnectionSummary connections) => connections.Errors
        .Select(e => (
            e.Key switch
            {
                "TIMEOUT" => TimeOut,
                _ when tool == "wrk" => ReadError,
                "SHORT_BODY" => ShortBody,
                "ECONNRESET" or "EPIPE" => Reset,
                var other => other,
            },
            e.Value))
        .Append((Success, connections.Completed ?? 0));

    private static IEnumerable<(string Word, long Count)> OfProgram(string tool, TrialSummary trial, ProgramSummary program) => tool switch
    {
        "curl" => program.ExitCodes.Select(c => (OfCurl(c.Key), c.Value)),
        "siege" =>
        [
            (Success, Number(program, @"Successful transactions:\s+(\d+)")),
            ("failed", Number(program, @"Failed transactions:\s+(\d+)")),
            // siege reads without a limit: the harness stopped it.
            (TimeOut, (program.TimedOut ?? 0) * Opened(trial)),
        ],
        "ab" => OfAb(trial, program),
        "wrk" => OfWrk(trial, program),
        _ => throw new ArgumentOutOfRangeException(nameof(tool), tool, "no such tool"),
    };

    // curl(1), EXIT CODES.
    private static string OfCurl(string exitCode) => exitCode switch
    {
        "0" => Success,
        "18" => ShortBody,
        "28" => TimeOut,
        "52" => "empty reply",
        "56" => Reset,
        _ => $"exit {exitCode}",
    };

    private static IEnumerable<(string Word, long Count)> OfAb(TrialSummary trial, ProgramSummary program)
    {
        var failed = Number(program, @"Failed requests:\s+(\d+)");
        yield return (Success, Number(program, @"Complete requests:\s+(\d+)") - failed);
        yield return (ShortBody, failed);
        // Either ends the whole run.
        var isTimeOut = program.Output.Contains("timeout specified has expired", StringComparison.Ordinal);
        yield return (TimeOut, isTimeOut ? Opened(trial) : 0);
        yield return (Reset, program.Output.Contains("Connection reset by peer", StringComparison.Ordinal) ? Opened(trial) : 0);
    }

    private static IEnumerable<(string Word, long Count)> OfWrk(TrialSummary trial, ProgramSummary program)
    {
        // wrk says nothing of a request that is unanswered when its time is up.
        if (WrkRun.Of(trial).IsStuck)
        {
            return [(TimeOut, Opened(trial))];
        }

        var errors = Number(program, @"Socket errors: connect \d+, read (\d+)");
        return [(ReadError, errors), (Success, Number(program, @"(\d+) requests in") - errors)];
    }

    private static long Number(ProgramSummary program, string pattern) =>
        Regex.Match(program.Output, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } match
            ? long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : 0;
}
