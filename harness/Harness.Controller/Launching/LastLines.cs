namespace Harness.Controller.Launching;

/// <summary>The last lines of a text that may be long. Safe for threads.</summary>
/// <param name="most">How many are kept.</param>
internal sealed class LastLines(int most)
{
    private readonly Queue<string> lines = new();

    /// <summary>Those that are kept, the oldest first.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines)
            {
                return [.. lines];
            }
        }
    }

    /// <summary>Takes the next line; an empty one is left out.</summary>
    public void Add(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (lines)
        {
            lines.Enqueue(line);
            if (lines.Count > most)
            {
                lines.Dequeue();
            }
        }
    }
}
