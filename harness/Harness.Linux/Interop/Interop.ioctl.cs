using System.Runtime.InteropServices;

namespace Harness.Linux;

internal static partial class Interop
{
    internal static partial class Libc
    {
        internal const nuint SIOCGIFFLAGS = 0x8913;
        internal const nuint SIOCSIFFLAGS = 0x8914;
        internal const nuint SIOCGIFINDEX = 0x8933;
        internal const nuint SIOCETHTOOL = 0x8946;

        /// <summary><c>int ioctl(int fd, unsigned long op, struct ifreq *arg)</c>, netdevice(7): EPERM without CAP_NET_ADMIN.</summary>
        [LibraryImport(Libraries.Libc, SetLastError = true)]
        internal static partial int ioctl(SafeFileDescriptor fd, nuint op, ref InterfaceRequest arg);
    }
}
