using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>
/// What the kernel leaves to a network card: checksums, and cutting large buffers into frames and joining them again. A virtual
/// interface leaves it undone, so whoever reads its frames sees checksums that are not there yet and frames larger than the MTU.
/// </summary>
public static class Offloads
{
    private static readonly (string Name, uint Ask, uint Set)[] All =
    [
        ("ETHTOOL_SGRO", EthtoolValue.ETHTOOL_GGRO, EthtoolValue.ETHTOOL_SGRO),
        ("ETHTOOL_SGSO", EthtoolValue.ETHTOOL_GGSO, EthtoolValue.ETHTOOL_SGSO),
        ("ETHTOOL_STSO", EthtoolValue.ETHTOOL_GTSO, EthtoolValue.ETHTOOL_STSO),
        ("ETHTOOL_SSG", EthtoolValue.ETHTOOL_GSG, EthtoolValue.ETHTOOL_SSG),
        ("ETHTOOL_STXCSUM", EthtoolValue.ETHTOOL_GTXCSUM, EthtoolValue.ETHTOOL_STXCSUM),
    ];

    /// <summary>
    /// Switches them off, in both directions, for an interface of the calling thread's network namespace; those that are off stay so.
    /// </summary>
    /// <param name="name">The interface, at most 7 letters.</param>
    /// <exception cref="LinuxException">EPERM without CAP_NET_ADMIN, ENODEV, EOPNOTSUPP.</exception>
    /// <exception cref="InvalidOperationException">The kernel took the order, but the offload stayed on.</exception>
    public static void TurnOff(string name)
    {
        using var socket = Libc.socket(Libc.AF_INET, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0);
        if (socket.IsInvalid)
        {
            throw LinuxException.Last("socket");
        }

        foreach (var (order, ask, set) in All)
        {
            Do(socket, name, set, order);
            if (Do(socket, name, ask, order) != 0)
            {
                throw new InvalidOperationException($"{order} did not take on {name}: it is still on");
            }
        }
    }

    /// <returns>The value that is there afterwards.</returns>
    private static unsafe uint Do(SafeFileDescriptor socket, string name, uint order, string what)
    {
        var value = new EthtoolValue { cmd = order };
        var request = InterfaceRequest.For(name);
        request.ifr_data = (nint)(&value);
        LinuxException.ThrowIfFailed(Libc.ioctl(socket, Libc.SIOCETHTOOL, ref request), $"ioctl({what})");
        return value.data;
    }
}
