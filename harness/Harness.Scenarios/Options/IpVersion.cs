namespace Harness.Scenarios.Options;

/// <summary>The internet protocol under TCP.</summary>
public enum IpVersion
{
    /// <summary>IPv4, AF_INET.</summary>
    V4 = 4,

    /// <summary>IPv6, AF_INET6.</summary>
    V6 = 6,
}
