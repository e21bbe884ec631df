namespace Harness.Scenarios.Words;

/// <summary>Values of a sweep as people read them: <c>IPv6</c> where the scenario says <c>ip: 6</c>.</summary>
public static class SweptValue
{
    private const string Ip = "ip";

    /// <summary>One value of one key.</summary>
    /// <param name="key">What is swept.</param>
    /// <param name="value">As the scenario has it.</param>
    public static string Shown(string key, string value) => (key, value) is (Ip, "4" or "6") ? $"IPv{value}" : value;

    /// <summary>The values alone, which are a case's name.</summary>
    public static string Names(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join(", ", parameters.Select(p => Shown(p.Key, p.Value)));

    /// <summary>The values with their keys.</summary>
    public static string Pairs(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join(", ", parameters.Select(p => $"{p.Key} = {Shown(p.Key, p.Value)}"));
}
