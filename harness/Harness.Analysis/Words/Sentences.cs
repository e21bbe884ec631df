using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Protocol.Messages;

namespace Harness.Analysis.Words;

/// <summary>The result of a trial in plain words.</summary>
public static class Sentences
{
    /// <summary>
    /// A sentence without its capital: <c>the server closed first in 1,000 of 1,000 connections: it entered 1,000 TIME_WAITs, the client
    /// 0.</c>
    /// </summary>
    public static string WhoClosedFirst(TrialSummary trial)
    {
        var total = CloseClass.Total(trial.ClosedFirst);
        var (server, client) = (trial.Server.TimeWait.Entered, trial.Client.TimeWait.Entered);
        var classes = CloseClass.All.Where(c => c.Count(trial.ClosedFirst) > 0).OrderByDescending(c => c.Count(trial.ClosedFirst)).ToList();
        if (classes.Count == 0)
        {
            return $"who closed first was not found out. Connections opened: {Known(trial.Connections.Opened)}. "
                + $"TIME_WAITs entered: server {Known(server)}, client {Known(client)}.";
        }

        var most = Format.Count(classes[0].Count(trial.ClosedFirst));
        var first = $"{classes[0].Sentence} in {most} of {Format.Counted(total, "connection")}";
        var others = string.Concat(classes.Skip(1).Select(c => $", {c.Sentence} in {Format.Count(c.Count(trial.ClosedFirst))}"));
        var entered = classes[0] == CloseClass.Server ? $"it entered {TimeWaits(server)}, the client {Known(client)}"
            : classes[0] == CloseClass.Client ? $"it entered {TimeWaits(client)}, the server {Known(server)}"
            : $"the server entered {TimeWaits(server)}, the client {Known(client)}";
        return others.Length == 0
            ? $"{first}: {entered}."
            : $"{first}{others}. The server entered {TimeWaits(server)}, the client {Known(client)}.";
    }

    /// <summary><c>1,000 TIME_WAITs on the server, 0 on the client.</c></summary>
    public static string WhoHolds(TrialSummary trial) =>
        $"{TimeWaits(trial.Server.TimeWait.Entered)} on the server, {Known(trial.Client.TimeWait.Entered)} on the client.";

    /// <summary>What an independent reading of the segments says of the figures.</summary>
    public static string Witness(WitnessSummary witness)
    {
        const string reading = "an independent reading of the segments of both ends";
        return witness.Disagreed switch
        {
            null => $"{reading} could not be compared: its captures lack {Format.Counted(witness.Missed, "segment")}.",
            0 => $"{reading} agrees on all {Format.Counted(witness.Connections, "connection")}.",
            var wrong => $"{reading} disagrees on {Format.Count(wrong.Value)} of {Format.Counted(witness.Connections, "connection")}.",
        };
    }

    /// <summary>What another load engine counted: <c>nbomber 6.0.1 counted 1,000 ok and 0 failed in 2 s</c>.</summary>
    public static string Engine(EngineSummary engine) =>
        $"{engine.Name} {engine.Version} counted {Format.Count(engine.Ok.Count)} ok and {Format.Count(engine.Fail.Count)} failed "
        + $"in {Format.Number(Math.Round(engine.Seconds, 2))} s";

    /// <summary>A load that has a name: <c>beside: 8 connections completed, 0 failed, 80/s; 64 MiB, on each connection ...</c></summary>
    public static string Load(string name, LoadSummary load) =>
        $"{name}: {Format.Counted(load.Completed, "connection")} completed, {Format.Count(load.Failed)} failed"
        + (load.ConnectionsPerSecond is { } rate ? $", {Format.Figure(FigureUnit.PerSecond, rate)}" : "")
        + $"; {Format.Bytes(load.Bytes)}"
        + (load.BytesPerSecond is { } each
            ? $", on each connection {Rate(each.P50)} (p50), {Rate(each.P90)} (p90), {Rate(each.Max)} at most"
            : "");

    /// <summary><c>Changed on the command line: server.close, client.like</c>; empty when nothing was.</summary>
    public static string Changed(IReadOnlyList<Override> overrides) =>
        overrides.Count == 0 ? "" : $"Changed on the command line: {string.Join(", ", overrides.Select(o => o.Key))}";

    /// <summary>The parts that are not empty, with spaces between.</summary>
    public static string Join(params string[] parts) => string.Join(" ", parts.Where(p => p.Length > 0));

    /// <summary>The text with a capital first letter.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Rate(long bytesPerSecond) => Format.Figure(FigureUnit.BytesPerSecond, bytesPerSecond);

    private static string TimeWaits(long? count) => count is null
        ? "TIME_WAITs that were not counted"
        : Format.Counted(count.Value, "TIME_WAIT");

    private static string Known(long? count) => count is { } known ? Format.Count(known) : Format.NotMeasured;
}
