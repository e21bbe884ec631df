using Harness.Analysis.Results;

namespace Harness.Analysis.Catalogue;

/// <summary>The figures of the loads that have a name, such as <c>loads.beside.completed</c>.</summary>
internal static class LoadFigures
{
    private const string Prefix = "loads.";

    /// <summary>Those of one name, whatever it is; null in a trial without a load of that name.</summary>
    public static IReadOnlyList<Figure> Of(string name)
    {
        return
        [
            Part("opened", "connections opened", FigureUnit.Count, l => l.Opened),
            Part("completed", "connections completed", FigureUnit.Count, l => l.Completed),
            Part("failed", "connections failed", FigureUnit.Count, l => l.Failed) with { Better = Direction.Lower },
            Part("seconds", "time that it took", FigureUnit.Seconds, l => l.Seconds) with { Merge = Merge.Largest },
            Part("connections_per_second", "connections per second", FigureUnit.PerSecond, l => l.ConnectionsPerSecond) with
            {
                Better = Direction.Higher, Merge = Merge.Figures,
            },
            Part("bytes", "bytes sent and read by its clients", FigureUnit.Bytes, l => l.Bytes),
            Transfer("p50", "median", t => t.P50),
            Transfer("p90", "90th percentile", t => t.P90),
            Transfer("max", "fastest", t => t.Max),
        ];

        Figure Part(string part, string label, FigureUnit unit, Func<LoadSummary, double?> value) => new(
            $"{Prefix}{name}.{part}", label, unit, t => t.Summary.Loads?.GetValueOrDefault(name) is { } load ? value(load) : null)
        {
            Subject = $"load {name}", Scope = Scope.Hop, Merge = Merge.Sum,
        };

        Figure Transfer(string part, string words, Func<TransferSummary, long> value) => Part(
            $"bytes_per_second.{part}",
            $"bytes per second of a connection, {words}",
            FigureUnit.BytesPerSecond,
            l => l.BytesPerSecond is { } rates ? value(rates) : null) with
        {
            Better = Direction.Higher, Merge = Merge.Histograms,
        };
    }

    /// <summary>The one of this key; null when there is none.</summary>
    public static Figure? Find(string key) =>
        key.StartsWith(Prefix, StringComparison.Ordinal) && key.IndexOf('.', Prefix.Length) is > 0 and var end
            ? Of(key[Prefix.Length..end]).FirstOrDefault(f => f.Key == key)
            : null;
}
