using System.Text;

namespace Harness.Cli.Terminal;

/// <summary>Writes to a terminal that may be gone: a closed window must not cost the results of a run.</summary>
internal sealed class ForgivingWriter(TextWriter terminal) : TextWriter
{
    public override Encoding Encoding => terminal.Encoding;

    /// <summary>From now on stdout and stderr forgive.</summary>
    public static void Install()
    {
        Console.SetOut(new ForgivingWriter(Console.Out));
        Console.SetError(new ForgivingWriter(Console.Error));
    }

    public override void Write(char value) => Try(() => terminal.Write(value));

    public override void Write(string? value) => Try(() => terminal.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => terminal.Write(buffer, index, count));

    public override void Flush() => Try(terminal.Flush);

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (IOException)
        {
            // EIO: the terminal was closed. The result folder has everything.
        }
    }
}
