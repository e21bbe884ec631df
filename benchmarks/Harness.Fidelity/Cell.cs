using System.Text.RegularExpressions;
using Harness.Analysis.Results;

namespace Harness.Fidelity;

/// <summary>One server of the matrix that the real tool and the built-in profile both meet.</summary>
/// <param name="Response">Body and Content-Length, as the sweep writes them.</param>
/// <param name="Connection">The response's Connection field: <c>close</c> or <c>none</c>.</param>
/// <param name="Close">The closing policy, as the sweep writes it.</param>
internal sealed partial record Cell(string Response, string Connection, string Close)
{
    /// <summary>The server does not wait for the client.</summary>
    internal bool ClosesAtOnce => Close == "immediately";

    /// <summary>Bytes of the body.</summary>
    internal string Body => ResponsePattern().Match(Response).Groups["body"].Value;

    /// <summary>Its Content-Length: <c>smaller by 7994</c>.</summary>
    internal string Length => ResponsePattern().Match(Response).Groups["length"].Value;

    internal static Cell Of(TrialSummary trial)
    {
        string Parameter(string key) => trial.Parameters.GetValueOrDefault(key, "");
        return new(Parameter("server.response"), Parameter("server.response.connection"), Parameter("server.close"));
    }

    [GeneratedRegex(@"^\{ ?body: (?<body>\d+), content_length: (?<length>[a-z0-9 ]+?) ?\}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ResponsePattern();
}
