namespace Harness.Reporting.Folders;

/// <summary>
/// Reads files that somebody names, whole, and no more of them than such a file may have: one without end costs neither memory nor time.
/// </summary>
public static class BoundedFile
{
    // Its length says nothing of a device or a pipe, which may have no end.
    private const int LargestWithoutLength = 1 << 20;

    // A shell's <(command) may take its time; a FIFO that nobody writes to has no end.
    private static readonly TimeSpan PipeWithin = TimeSpan.FromSeconds(10);

    /// <summary>All bytes of a file.</summary>
    /// <param name="path">Links are followed; a device or a pipe is read to its end.</param>
    /// <param name="largest">The most bytes that it may have.</param>
    /// <param name="what">What it is, in a sentence.</param>
    /// <exception cref="InvalidDataException">It has more, or no end; the message says so, without the path.</exception>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It is a folder, or somebody else's.</exception>
    public static byte[] Read(string path, int largest, string what = "such a file")
    {
        try
        {
            using var file = Within(() => File.OpenRead(path));
            var length = file.CanSeek ? file.Length : 0;
            return length == 0 ? Within(() => Beginning(file, Math.Min(largest, LargestWithoutLength), what))
                : length > largest ? throw TooLong(largest, what)
                : Beginning(file, largest, what, (int)length);
        }
        catch (TimeoutException e)
        {
            throw new InvalidDataException(
                $"has no end after {PipeWithin.TotalSeconds} s; name a file, or what a command writes before it ends", e);
        }
    }

    private static T Within<T>(Func<T> reading) => Task.Run(reading).WaitAsync(PipeWithin).GetAwaiter().GetResult();

    private static byte[] Beginning(FileStream file, int largest, string what, int? length = null)
    {
        var bytes = new byte[(length ?? largest) + 1L];
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read > largest ? throw TooLong(largest, what) : bytes[..read];
    }

    private static InvalidDataException TooLong(int largest, string what) =>
        new(FormattableString.Invariant($"is longer than {largest:N0} bytes, the most that {what} may have"));
}
