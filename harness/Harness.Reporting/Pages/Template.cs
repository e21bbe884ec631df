using System.Text.RegularExpressions;

namespace Harness.Reporting.Pages;

/// <summary>The syntax of the embedded templates.</summary>
internal static partial class Template
{
    [GeneratedRegex("{{(?<name>[a-z_]+)}}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    public static partial Regex Place();
}
