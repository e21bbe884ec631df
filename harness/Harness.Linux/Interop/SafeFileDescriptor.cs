using Microsoft.Win32.SafeHandles;

namespace Harness.Linux;

/// <summary>A file descriptor that is closed once; 0 is a valid one.</summary>
internal sealed class SafeFileDescriptor : SafeHandleMinusOneIsInvalid
{
    public SafeFileDescriptor()
        : base(ownsHandle: true)
    {
    }

    protected override bool ReleaseHandle() => Interop.Libc.close((int)handle) == 0;
}
