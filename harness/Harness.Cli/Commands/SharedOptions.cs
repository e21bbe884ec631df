using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using Harness.Scenarios.Options;

namespace Harness.Cli.Commands;

/// <summary>The arguments and options that several commands share, in one wording.</summary>
internal static class SharedOptions
{
    public static Argument<string[]> Files() => new("FILE")
    {
        Description = "Scenario files, folders of them, or names of scenarios that 'list' shows",
        Arity = ArgumentArity.OneOrMore,

        // Without it the help would show everything that completes.
        HelpName = "FILE",
        CompletionSources = { _ => new ShippedScenarios(ShippedScenarios.Folder).FileNames.Select(name => new CompletionItem(name)) },
    };

    /// <summary>Where results go.</summary>
    /// <param name="what">Which folders are made there: "each run's result folder is".</param>
    public static Option<string> Out(string what)
    {
        var option = new Option<string>("--out")
        {
            Description = $"The folder in which {what} made",
            HelpName = "DIR",
            DefaultValueFactory = _ => Home.Results,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not { Length: > 0 })
            {
                result.AddError("--out needs the name of a folder");
            }
        });
        return option;
    }

    public static Option<bool> Quiet() => new("--quiet") { Description = "No progress on stderr" };

    public static Option<bool> Json() => new("--json") { Description = "Prints the result as JSON, for programs" };

    public static Option<string?> File(string name, string description) => new(name) { Description = description, HelpName = "FILE" };

    /// <summary>An option whose value is a whole number.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">Without bounds and default, which are added.</param>
    /// <param name="usual">The default, as the help says it.</param>
    /// <param name="most">The largest; the smallest is 1.</param>
    public static Option<int?> Number(string name, string description, string usual, int most) => new(name)
    {
        Description = $"{description}, 1 to {most} (default: {usual})",
        HelpName = "N",

        // The library's own conversion leaves a wrong number to be found by whoever reads the value, with an exception.
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
            {
                return number;
            }

            result.AddError($"{name} must be 1 to {most}, is '{text}'");
            return null;
        },
    };

    /// <summary>An option whose value is a duration with its unit, at least 1 ms.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">Without the default, which is added.</param>
    /// <param name="usual">The default, which the caller takes where none is given.</param>
    /// <param name="most">The longest.</param>
    public static Option<TimeSpan?> Duration(string name, string description, TimeSpan usual, TimeSpan most) => new(name)
    {
        Description = $"{description} (default: {DurationText.Format(usual)})",
        HelpName = "DURATION",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (DurationText.TryParse(text) is { } time && time >= TimeSpan.FromMilliseconds(1) && time <= most)
            {
                return time;
            }

            result.AddError(
                $"{name} must be a duration of 1ms to {DurationText.Format(most)}, such as {DurationText.Format(usual)}; it is '{text}'");
            return null;
        },
    };
}
