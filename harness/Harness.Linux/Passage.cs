using System.Runtime.InteropServices;

namespace Harness.Linux;

/// <summary>How a segment passed an interface.</summary>
/// <param name="At">When: nanoseconds since 1970, CLOCK_REALTIME.</param>
/// <param name="IsSent">True when this namespace sent it, false when it arrived.</param>
/// <param name="IsLoopback">On the loopback interface, where each segment passes twice.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Passage(long At, bool IsSent, bool IsLoopback);
