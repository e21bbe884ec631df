using System.CommandLine;
using System.Globalization;
using Harness.Cli.Manual;

namespace Harness.Cli.Commands;

/// <summary><c>harness manual DIR</c>: writes the man pages, for who packs the program.</summary>
internal static class ManualCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The folder that they are written into" };
        var command = new Command("manual", "Writes a man page for each command.") { folder };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            foreach (var (name, text) in ManualPage.All((RootCommand)parsed.RootCommandResult.Command, Date()))
            {
                File.WriteAllText(Path.Combine(parsed.GetValue(folder)!, $"{name}.1"), text);
            }
        });
        return command;
    }

    // See https://reproducible-builds.org/specs/source-date-epoch/.
    private static DateOnly Date() => DateOnly.FromDateTime(
        (long.TryParse(Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH"), CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : TimeProvider.System.GetUtcNow()).UtcDateTime);
}
