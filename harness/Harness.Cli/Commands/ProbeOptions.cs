using System.CommandLine;
using Harness.Model.Scenarios;

namespace Harness.Cli.Commands;

/// <summary>The options that both probes have.</summary>
internal static class ProbeOptions
{
    public static Option<string?> Out() => new("--out") { Description = "The folder in which the result folder is made (default: results/)", HelpName = "DIR" };

    public static Option<bool> Quiet() => new("--quiet") { Description = "No progress on stderr" };

    public static Option<bool> Json() => new("--json") { Description = "Prints what was found as JSON, for programs" };

    /// <summary>An option whose value is a duration with its unit, at least 1 ms.</summary>
    public static Option<string> Duration(string name, string description, string usual, TimeSpan most)
    {
        var option = new Option<string>(name) { Description = $"{description} (default: {usual})", HelpName = "DURATION", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            var text = result.GetValueOrDefault<string>();
            if (text is null || DurationText.TryParse(text) is not { } time || time < TimeSpan.FromMilliseconds(1) || time > most)
            {
                result.AddError($"{name} must be a duration of 1ms to {DurationText.Format(most)}, such as {usual}; it is '{text}'");
            }
        });
        return option;
    }

    public static TimeSpan Read(ParseResult parsed, Option<string> duration) => DurationText.TryParse(parsed.GetValue(duration)!)!.Value;
}
