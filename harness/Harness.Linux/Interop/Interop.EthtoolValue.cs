using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    /// <summary><c>struct ethtool_value</c>, 8 bytes: an order for SIOCETHTOOL and its value.</summary>
    [CType("struct ethtool_value", "linux/ethtool.h")]
    [StructLayout(LayoutKind.Sequential)]
    internal struct EthtoolValue
    {
        internal const uint ETHTOOL_GTXCSUM = 0x16;
        internal const uint ETHTOOL_STXCSUM = 0x17;
        internal const uint ETHTOOL_GSG = 0x18;
        internal const uint ETHTOOL_SSG = 0x19;
        internal const uint ETHTOOL_GTSO = 0x1e;
        internal const uint ETHTOOL_STSO = 0x1f;
        internal const uint ETHTOOL_GGSO = 0x23;
        internal const uint ETHTOOL_SGSO = 0x24;
        internal const uint ETHTOOL_GGRO = 0x2b;
        internal const uint ETHTOOL_SGRO = 0x2c;

        internal uint cmd;
        internal uint data;
    }
}
