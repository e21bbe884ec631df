namespace Harness.Linux;

/// <summary>A kernel setting could not be made.</summary>
/// <param name="name">The setting, as asked for.</param>
/// <param name="value">The value, as asked for.</param>
/// <param name="reason">Why, for the user.</param>
public sealed class SysctlException(string name, string value, string reason) : Exception($"{name} = {value}: {reason}")
{
    /// <summary>The setting, as asked for.</summary>
    public string Name { get; } = name;

    /// <summary>The value, as asked for.</summary>
    public string Value { get; } = value;

    /// <summary>Why it could not be made, for the user.</summary>
    public string Reason { get; } = reason;
}
