using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Analysis.Results;
using Harness.Scenarios.Language;

namespace Harness.Analysis.Judging;

/// <summary>The figures of a trial by their dotted names, exactly as summary.json spells them.</summary>
public sealed class Figures : IFigureNames
{
    // These may name anything that was counted; what was not is 0.
    private static readonly string[] OpenPrefixes = ["connections.errors.", "connections.server_errors.", "restart.errors.", "server.counters.", "client.counters."];

    private static readonly SideSummary Side = new() { TimeWait = new() { Overflow = 0 }, Program = new(), TimeWaitLifetimeMs = new(), FinWait2LifetimeMs = new() };

    private static readonly IReadOnlyCollection<string> All = [.. Flatten(new()
    {
        Bytes = new(),
        Engine = new(),
        CloseDelayUs = new(),
        Restart = new(),
        Rates = new() { AfterFirstFailurePerSecond = 0 },
        ConnectByOccupancy = new(),
        Link = new() { PcapLeftOut = 0 },
        ThinkTimeUs = new(),
        Memory = new(),
        LatencyUs = new() { Behind = new() },
        Server = Side,
        Client = Side,
        Limits = new() { ClientPorts = 0, ServerTimeWaitBuckets = 0, ClientTimeWaitBuckets = 0, EstablishedHashEntries = 0, BindHashEntries = 0 },
    }).Keys.Where(n => n != "trial")];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => All;

    /// <inheritdoc/>
    public bool IsKnown(string name) => All.Contains(name) || OpenPrefixes.Any(p => name.StartsWith(p, StringComparison.Ordinal) && name.Length > p.Length);

    /// <summary>Looks figures up in <paramref name="trial"/>; NaN for one that was not measured.</summary>
    public static Func<string, double> Of(TrialSummary trial)
    {
        var figures = Flatten(trial);
        return name => figures.TryGetValue(name, out var value) ? value
            : All.Contains(name) ? double.NaN
            : 0;
    }

    private static Dictionary<string, double> Flatten(TrialSummary trial)
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        AddFrom(JsonSerializer.SerializeToNode(trial, ResultJson.OneLine.TrialSummary), "", figures);
        return figures;
    }

    private static void AddFrom(JsonNode? node, string name, Dictionary<string, double> figures)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (key, value) in map)
                {
                    AddFrom(value, name.Length == 0 ? key : $"{name}.{key}", figures);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number:
                figures[name] = value.GetValue<double>();
                break;
        }
    }
}
