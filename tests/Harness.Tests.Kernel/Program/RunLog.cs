namespace Harness.Tests.Kernel.Program;

/// <summary>The run.log of a run that goes on: tests wait for its numbered events.</summary>
internal static class RunLog
{
    /// <summary>A trial enters a phase, whose name follows.</summary>
    public const int PhaseBegins = 111;

    /// <summary>Waits until the newest result folder's log has an event.</summary>
    /// <param name="output">The folder in which the run makes its result folder.</param>
    /// <param name="number">The event's.</param>
    /// <param name="text">What its line must have besides.</param>
    public static Task SaysAsync(string output, int number, string text = "") => Eventually.ShouldBeTrueAsync(
        () => Lines(output).Any(line =>
            line.Contains($" {number} ", StringComparison.Ordinal) && line.Contains(text, StringComparison.Ordinal)),
        $"event {number} {text}");

    /// <summary>Waits until a load has gone on for a while: so many samples have been taken.</summary>
    public static async Task LoadGoesOnAsync(string output, int samples = 20)
    {
        await SaysAsync(output, PhaseBegins, "Load");
        await Eventually.ShouldBeTrueAsync(() => Read(output, "samples.csv").Length > samples, $"{samples} samples");
    }

    private static string[] Lines(string output) => Read(output, "run.log");

    private static string[] Read(string output, string file)
    {
        var path = Directory.GetDirectories(output).Select(folder => Path.Combine(folder, file)).LastOrDefault(File.Exists);
        if (path is null)
        {
            return [];
        }

        // It is being written.
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n');
    }
}
