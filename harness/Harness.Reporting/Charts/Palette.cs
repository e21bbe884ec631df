namespace Harness.Reporting.Charts;

/// <summary>
/// The colours of charts and pages by meaning. Series colours are Okabe and Ito's, told apart by colour-blind readers too;
/// on a dark ground the darker ones are lightened within their hue.
/// </summary>
public static class Palette
{
    /// <summary>By word, as #RRGGBB or #RRGGBBAA, for a light ground.</summary>
    public static IReadOnlyDictionary<string, string> Light { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["server"] = "#0072B2", ["client"] = "#D55E00", ["established"] = "#009E73", ["failed"] = "#CC79A7",
        ["close_wait"] = "#E69F00", ["fin_wait"] = "#56B4E9", ["syn"] = "#7A8594", ["both"] = "#8F6BB3",
        ["text"] = "#1B2430", ["muted"] = "#5A6675", ["line"] = "#DCE1E8",
        ["page"] = "#F4F6F9", ["card"] = "#FFFFFF", ["band"] = "#8A97A826",
        ["good"] = "#0B7A55", ["bad"] = "#B3261E", ["warn"] = "#8A5A00",
    };

    /// <summary>As <see cref="Light"/>, for a dark ground.</summary>
    public static IReadOnlyDictionary<string, string> Dark { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["server"] = "#4CA6E0", ["client"] = "#F2803A", ["established"] = "#2FBF94", ["failed"] = "#DB93BC",
        ["close_wait"] = "#EDB12F", ["fin_wait"] = "#7CC7F2", ["syn"] = "#97A3B3", ["both"] = "#B393D6",
        ["text"] = "#E7EBF1", ["muted"] = "#9DA9B8", ["line"] = "#313A47",
        ["page"] = "#10141A", ["card"] = "#191F28", ["band"] = "#A9B7C91F",
        ["good"] = "#4CC79C", ["bad"] = "#FF8A80", ["warn"] = "#F0BF55",
    };
}
