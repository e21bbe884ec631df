using System.Runtime.InteropServices;

namespace Harness.Analysis.Checking;

/// <summary>A structural metric of one round.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Of">Of how many connections it is a count; 0 for one that is no count of connections.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Counted(double Value, long Of);
