using System.Runtime.InteropServices;

namespace Harness.Linux;

/// <summary>A system call failed in a way that its caller did not expect: <c>bind: EADDRINUSE (98)</c>.</summary>
/// <param name="call">The system call.</param>
/// <param name="errno">What it set.</param>
public sealed class LinuxException(string call, int errno) : Exception($"{call}: {Harness.Protocol.Counting.Errno.NameOf(errno)} ({errno})")
{
    /// <summary>The system call.</summary>
    public string Call { get; } = call;

    /// <summary>The error number, see errno(3).</summary>
    public int Errno { get; } = errno;

    /// <summary>For the line after the call.</summary>
    internal static LinuxException Last(string call) => new(call, Marshal.GetLastPInvokeError());

    /// <summary>Passes on what a call returned; throws when that is negative.</summary>
    internal static nint ThrowIfFailed(nint result, string call) => result < 0 ? throw Last(call) : result;
}
