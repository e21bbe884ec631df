using Harness.Analysis.Catalogue;
using Harness.Analysis.Words;
using Harness.Protocol.Counting;
using Harness.Scenarios.Options;

namespace Harness.Cli.Terminal;

/// <summary>How fast a trial's load goes on, how far it is and how long it still takes.</summary>
internal sealed class LoadProgress
{
    private const double RateOverSeconds = 1;

    private readonly Queue<(double At, long Ended)> recent = [];

    /// <summary>Forgets the trial before.</summary>
    public void Clear() => recent.Clear();

    /// <summary>Takes what all clients together have done so far.</summary>
    public void Add(Sample clients)
    {
        // The samples of several nodes may arrive out of order.
        if (clients.Connections is { } connections && (recent.Count == 0 || clients.ElapsedSeconds > recent.Last().At))
        {
            recent.Enqueue((clients.ElapsedSeconds, connections.Completed + connections.Failed));
            while (recent.Count > 2 && clients.ElapsedSeconds - recent.ElementAt(1).At >= RateOverSeconds)
            {
                recent.Dequeue();
            }
        }
    }

    /// <summary><c>1,234/s, 62 % done, 12 s left</c>, as far as it is known.</summary>
    public string Words(IReadOnlyList<LoadStep> load)
    {
        if (recent.Count < 2)
        {
            return "";
        }

        var (first, last) = (recent.Peek(), recent.Last());
        var rate = (last.Ended - first.Ended) / (last.At - first.At);
        var (share, left) = Extent(load, last.At, last.Ended, rate);
        return string.Join(", ", new[]
        {
            Format.Figure(FigureUnit.PerSecond, Math.Round(rate, 1)),
            share is { } known ? $"{Math.Floor(100 * Math.Clamp(known, 0, 1))} % done" : "",
            left is >= 1 ? $"{Math.Round(left.Value)} s left" : "",
        }.Where(part => part.Length > 0));
    }

    // A load is over after times or after connections; of a mixture nobody knows.
    private static (double? Share, double? SecondsLeft) Extent(IReadOnlyList<LoadStep> load, double elapsed, long ended, double rate)
    {
        var facts = load.Facts().ToList();
        if (facts.Count > 0 && facts.TrueForAll(f => f.Duration is not null))
        {
            var seconds = facts.Sum(f => f.Duration!.Value.TotalSeconds);
            return (elapsed / seconds, seconds - elapsed);
        }

        if (facts.Count > 0 && facts.TrueForAll(f => f is { Duration: null, Connections: > 0 }))
        {
            var connections = facts.Sum(f => f.Connections!.Value);
            return ((double)ended / connections, rate > 0 ? (connections - ended) / rate : null);
        }

        return default;
    }
}
