using Harness.Analysis.Results;
using Harness.Analysis.Running;

namespace Harness.Reporting.Charts;

/// <summary>The phases of a trial behind its lines.</summary>
internal static class PhaseBands
{
    // A narrower band has no room for its name; the subtitle has all names with their times.
    private const double NarrowestNamed = 0.08;

    public static IReadOnlyList<Band> Of(IReadOnlyList<PhaseSpan> phases, double endSeconds) =>
    [
        .. Visible(phases).Where(p => p.StartSeconds < endSeconds).Select((p, number) =>
        {
            var end = Math.Min(p.EndSeconds, endSeconds);
            return new Band(Name(p), Math.Max(0, p.StartSeconds), end)
            {
                IsTinted = number % 2 == 1,
                HasRoom = end - p.StartSeconds >= NarrowestNamed * endSeconds,
            };
        }),
    ];

    /// <summary><c>load 0 to 3.2 s, settle 3.2 to 3.4 s</c>.</summary>
    public static string Words(IReadOnlyList<PhaseSpan> phases) => string.Join(
        ", ",
        Visible(phases).Select(p => FormattableString.Invariant($"{Name(p)} {Math.Max(0, p.StartSeconds):0.0#} to {p.EndSeconds:0.0#} s")));

    private static IEnumerable<PhaseSpan> Visible(IReadOnlyList<PhaseSpan> phases) =>
        phases.Where(p => p.Phase is Phase.Load or Phase.Then or Phase.Settle or Phase.Drain && p.EndSeconds > 0);

    private static string Name(PhaseSpan phase) => phase.Phase.ToString().ToLowerInvariant();
}
