using Harness.Analysis.Running;

namespace Harness.Analysis.Results;

/// <summary>When a phase began and ended, in seconds since sampling began; the preparation is before 0.</summary>
/// <param name="Phase">Which.</param>
/// <param name="StartSeconds">Its start.</param>
/// <param name="EndSeconds">Its end.</param>
public sealed record PhaseSpan(Phase Phase, double StartSeconds, double EndSeconds);
