namespace Harness.Scenarios.Planning;

/// <summary>A key of a scenario that the command line sets.</summary>
/// <param name="Option">The option that it came by, for messages: <c>--set</c>, <c>-L</c>.</param>
/// <param name="Key">Dotted, as <c>server.close.after</c>.</param>
/// <param name="Value">YAML.</param>
public sealed record Setting(string Option, string Key, string Value)
{
    /// <summary>As it stands on the command line, for messages.</summary>
    public string Written { get => field ?? $"{Option} {Key}={Value}"; init; }
}
