using System.Text;

namespace Harness.Agent.Programs;

/// <summary>The end of what a program writes, bounded. Safe for threads.</summary>
internal sealed class LastOutput
{
    private const int Kept = 16 * 1024;

    private readonly StringBuilder text = new();

    public void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (text)
        {
            text.Append(line).Append('\n');
            // Cut seldom, not at each line.
            if (text.Length > 2 * Kept)
            {
                text.Remove(0, text.Length - Kept);
            }
        }
    }

    public override string ToString()
    {
        lock (text)
        {
            return text.ToString(Math.Max(0, text.Length - Kept), Math.Min(Kept, text.Length));
        }
    }
}
