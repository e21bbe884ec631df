using System.Runtime.InteropServices;

namespace Harness.Reporting.Charts;

/// <summary>A point of a series over time.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Point(double Seconds, double Value);
