using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>The interface <c>lo</c>, which is down in a new network namespace.</summary>
public static class LoopbackInterface
{
    /// <summary>Brings it up in the calling thread's namespace; up already is no error.</summary>
    /// <exception cref="LinuxException">EPERM without CAP_NET_ADMIN there.</exception>
    public static void BringUp()
    {
        using var socket = Libc.socket(Libc.AF_INET, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0);
        if (socket.IsInvalid)
        {
            throw LinuxException.Last("socket");
        }

        var request = InterfaceRequest.For("lo");
        LinuxException.ThrowIfFailed(Libc.ioctl(socket, Libc.SIOCGIFFLAGS, ref request), "ioctl(SIOCGIFFLAGS)");
        request.ifr_flags |= InterfaceRequest.IFF_UP;
        LinuxException.ThrowIfFailed(Libc.ioctl(socket, Libc.SIOCSIFFLAGS, ref request), "ioctl(SIOCSIFFLAGS)");
    }
}
