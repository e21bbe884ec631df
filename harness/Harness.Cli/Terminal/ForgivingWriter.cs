using System.Text;
using Harness.Protocol.Counting;

namespace Harness.Cli.Terminal;

/// <summary>
/// Writes to a terminal that may be gone: a closed window must not cost the results of a run. A disk that is full is another thing:
/// whoever reads the file would take a part for the whole.
/// </summary>
internal sealed class ForgivingWriter(TextWriter terminal) : TextWriter
{
    public override Encoding Encoding => terminal.Encoding;

    /// <summary>Why something was not written that should have been; null when all was.</summary>
    public string? Lost { get; private set; }

    public override void Write(char value) => Try(() => terminal.Write(value));

    public override void Write(string? value) => Try(() => terminal.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => terminal.Write(buffer, index, count));

    public override void Flush() => Try(terminal.Flush);

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (IOException e) when (e.HResult is Errno.ENOSPC or Errno.EDQUOT)
        {
            Lost = e.Message;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // EIO: the terminal was closed. EBADF: it never was open. The result folder has everything.
        }
    }
}
