using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;

namespace Harness.Reporting.Pages;

/// <summary>A bar that shows by its colours who closed first; words beside it say the same.</summary>
internal static class CloseBar
{
    public static Html Of(ClosedFirst closed)
    {
        var stretches = CloseClass.All.Where(c => c.Count(closed) > 0).Select(c => Stretch(c, closed));
        return Html.Of($"<div class=\"bar\" aria-hidden=\"true\">{Html.Join(stretches)}</div>");
    }

    private static Html Stretch(CloseClass c, ClosedFirst closed) =>
        Html.Of($"<i style=\"--n:{c.Count(closed).ToString()};--c:var(--{c.Colour})\"></i>");
}
