namespace Harness.Linux;

/// <summary>Which TCP segments a <see cref="SegmentSocket"/> shows.</summary>
public enum SegmentKinds
{
    /// <summary>Those that open and end connections: with SYN, FIN or RST.</summary>
    Ends,

    /// <summary>Every one, those with data too.</summary>
    All,
}
