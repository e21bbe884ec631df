namespace Harness.Reporting.Folders;

/// <summary>A file that grows while the run goes on, in pieces each of which can be read: it never ends within one.</summary>
internal sealed class GrowingFile(FileStream file) : IDisposable
{
    /// <summary>Appends a piece in one write(2), or none of it.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void Append(ReadOnlySpan<byte> piece)
    {
        var whole = file.Length;
        try
        {
            file.Write(piece);
        }
        catch (IOException)
        {
            // A full disk may have taken a part.
            file.SetLength(whole);
            throw;
        }
    }

    public void Dispose() => file.Dispose();
}
