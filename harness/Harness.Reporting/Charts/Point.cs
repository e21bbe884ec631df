using System.Runtime.InteropServices;

namespace Harness.Reporting.Charts;

/// <summary>A point of a line, in the units of the chart's axes.</summary>
/// <param name="X">Along the X axis.</param>
/// <param name="Y">Along the Y axis.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Point(double X, double Y);
