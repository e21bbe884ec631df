using Harness.Scenarios.Words;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Harness.Reporting.Pages;

/// <summary>
/// Markup. Text becomes markup only through escaping: <c>Html.Of($"&lt;td&gt;{anything}&lt;/td&gt;")</c> escapes every hole that is not
/// markup itself.
/// </summary>
internal sealed class Html
{
    private readonly string markup;

    private Html(string markup) => this.markup = markup;

    public static Html Empty { get; } = new("");

    public static Html Of(Hole hole) => new(hole.Markup);

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts));

    /// <summary>Fills the places <c>{{name}}</c> of an embedded template in one pass: what is filled in is not looked at again.</summary>
    public static Html Fill(string template, IReadOnlyDictionary<string, Html> values) =>
        new(Template.Place().Replace(Resources.Text(template), place => values[place.Groups["name"].Value].markup));

    /// <summary>Text of this program that is markup, style or script as it stands.</summary>
    public static Html Trusted(string markup) => new(markup);

    public override string ToString() => markup;

    /// <summary>Takes the interpolated string apart.</summary>
    [InterpolatedStringHandler]
    public readonly struct Hole(int literalLength, int formattedCount)
    {
        private readonly StringBuilder text = new(literalLength + (formattedCount * 16));

        public string Markup => text.ToString();

        public void AppendLiteral(string literal) => text.Append(literal);

        public void AppendFormatted(Html html) => text.Append(html);

        public void AppendFormatted(string? value) => text.Append(WebUtility.HtmlEncode(Visible.Text(value ?? "")));

        public void AppendFormatted(int value) => text.Append(value);
    }
}
