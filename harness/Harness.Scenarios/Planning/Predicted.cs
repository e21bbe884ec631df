namespace Harness.Scenarios.Planning;

/// <summary>What <c>predict: true</c> adds to a sweep of the server's delay: trials that measure how long the client thinks.</summary>
public static class Predicted
{
    /// <summary>The delay that is predicted.</summary>
    public const string Key = "server.close.after";

    /// <summary>The key that the added trials set: their server waits for its client.</summary>
    public const string Policy = "server.close";

    /// <summary>
    /// The parameters of the trial that measures the think time of the combination <paramref name="others"/> of the other axes.
    /// </summary>
    internal static IReadOnlyDictionary<string, string> Leading(IReadOnlyDictionary<string, string> others) =>
        new SortedDictionary<string, string>(others.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal)
        {
            [Policy] = "when_client_closes",
        };
}
