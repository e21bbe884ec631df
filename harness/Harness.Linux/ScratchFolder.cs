using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>
/// A folder in memory that only this process and its children see, and that ends with them. The process must stand in a mount
/// namespace of its own.
/// </summary>
public static class ScratchFolder
{
    // On every Linux, and nobody keeps programs there: what is mounted over it hides nothing that an agent needs.
    private const string Place = "/dev/shm";

    /// <summary>Mounts a tmpfs over /dev/shm, in this mount namespace only.</summary>
    /// <returns>The folder.</returns>
    /// <exception cref="LinuxException">EPERM: the mount namespace is not this process's own.</exception>
    public static string Mount()
    {
        LinuxException.ThrowIfFailed(Libc.mount("tmpfs", Place, "tmpfs", 0, "mode=1777"), $"mount on {Place}");
        return Place;
    }
}
