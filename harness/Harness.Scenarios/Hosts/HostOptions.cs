namespace Harness.Scenarios.Hosts;

/// <summary>A host of an inventory: a machine on which one node runs.</summary>
/// <param name="Name">What the launcher calls it, such as <c>lab3</c> or <c>me@lab3</c>.</param>
/// <param name="Address">
/// Its IP address towards the other hosts; null: the one that its name, without a user's, has on the host itself.
/// </param>
/// <param name="Weight">What it takes of the load in proportion to the others of its tier, 1 to 100.</param>
public sealed record HostOptions(string Name, string? Address = null, int Weight = 1)
{
    /// <summary>The largest weight.</summary>
    public const int MostWeight = 100;

    /// <summary>What is looked up on the host itself.</summary>
    public string Reached => Address ?? Name[(Name.IndexOf('@', StringComparison.Ordinal) + 1)..];
}
