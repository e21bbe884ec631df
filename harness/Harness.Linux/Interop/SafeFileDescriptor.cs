using System.Runtime.InteropServices;

namespace Harness.Linux;

/// <summary>A file descriptor that is closed once; 0 is a valid one.</summary>
internal sealed class SafeFileDescriptor : SafeHandle
{
    public SafeFileDescriptor()
        : base(invalidHandleValue: -1, ownsHandle: true)
    {
    }

    // C returns an int: the upper half of the handle is not its own, so a failure need not read as -1.
    public override bool IsInvalid => Number < 0;

    internal int Number => (int)handle;

    protected override bool ReleaseHandle() => Interop.Libc.close(Number) == 0;
}
