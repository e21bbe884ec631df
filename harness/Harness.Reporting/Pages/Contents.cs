using System.Text.RegularExpressions;

namespace Harness.Reporting.Pages;

/// <summary>The links at the top of a page to its headings; of several trials, shown one at a time, to their choice alone.</summary>
internal static partial class Contents
{
    // More are folded: they would push the verdict off the screen.
    private const int MostShown = 14;

    /// <summary>Where the template wants them.</summary>
    private const string Place = "<nav class=\"contents\" aria-label=\"Contents\"></nav>";

    /// <summary>Gives each heading of a page its anchor, and links them where the page has the place for it.</summary>
    public static string Insert(string page)
    {
        var links = new List<Html>();
        var several = page.IndexOf("id=\"trial\"", StringComparison.Ordinal);
        var trials = several < 0 ? page.Length : page.IndexOf("<section class=\"trial\"", several, StringComparison.Ordinal);
        var ended = several < 0 ? page.Length : page.LastIndexOf("</section><!-- trial -->", StringComparison.Ordinal);
        var anchored = Heading().Replace(page, heading =>
        {
            var (id, title) = ($"part-{links.Count + 1}", heading.Groups["title"].Value);
            if (heading.Index > trials && heading.Index < ended)
            {
                return heading.Value;
            }

            links.Add(Html.Of($"<a href=\"#{id}\">{Html.Trusted(title)}</a>\n"));
            return $"<h2 id=\"{id}\">{title}</h2>";
        });
        var all = Html.Of($"<div>{Html.Join(links)}</div>");
        var shown = links.Count > MostShown ? Html.Of($"<details><summary>Contents: {links.Count} parts</summary>{all}</details>") : all;
        return anchored.Replace(Place, Place.Replace("></nav>", $">{shown}</nav>"));
    }

    // What a reader's text brings has no markup: all that is a heading is this program's.
    [GeneratedRegex("<h2>(?<title>[^<]*)</h2>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Heading();
}
