namespace Harness.Scenarios.Options;

/// <summary>The <c>threshold</c> section: a search for the shortest delay whose share of connections is at most a given one.</summary>
public sealed record ThresholdOptions
{
    /// <summary>The delays that decide who closes first: those that can be searched, and that make a curve when they are swept.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["server.close.after", "client.close.after"];

    /// <summary>The delay that is searched: <c>server.close.after</c> or <c>client.close.after</c>.</summary>
    public string Key { get; init; } = "server.close.after";

    /// <summary>The share that falls as the delay grows; of the side that waits.</summary>
    public ThresholdShare Share { get; init; } = ThresholdShare.ServerTimeWait;

    /// <summary>0.0001 to 0.9999; default 0.01.</summary>
    public double AtMost { get; init; } = 0.01;

    /// <summary>The shortest delay tried, 0 to 1 h; default 0.</summary>
    public TimeSpan From { get; init; } = TimeSpan.Zero;

    /// <summary>The longest delay tried, above <see cref="From"/>, to 1 h; default 50 ms.</summary>
    public TimeSpan To { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How sure the stated interval is, 0.5 to 0.9999; default 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Connections at one delay after which it is left undecided, 1 to 1 000 000 000; default 10 000.</summary>
    public int Connections { get; init; } = 10_000;

    /// <summary>Trials at most, 1 to 10 000; default 200.</summary>
    public int Trials { get; init; } = 200;

    /// <summary>After this time no further trial begins, 1 s to 24 h; default 5 min.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromMinutes(5);
}
