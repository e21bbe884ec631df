namespace Harness.Reporting.Charts;

/// <summary>A stretch of the X axis behind the lines.</summary>
/// <param name="Name">What it is; empty where the subtitle says so.</param>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
public sealed record Band(string Name, double From, double To)
{
    /// <summary>Tinted; of neighbours, every second one is.</summary>
    public bool IsTinted { get; init; }

    /// <summary>Wide enough for its name.</summary>
    public bool HasRoom { get; init; }
}
