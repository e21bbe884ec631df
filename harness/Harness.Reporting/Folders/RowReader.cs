using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Harness.Reporting.Folders;

/// <summary>Reads a CSV file of a result folder back, as far as it was written.</summary>
internal static class RowReader
{
    // A day of samples every 5 ms on both sides is more; such a file was never drawn, for want of memory.
    private const int LargestFile = 1 << 30;

    /// <summary>The rows of a file; none where it has no whole line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">Reads the rows behind the head, which has been read.</param>
    /// <exception cref="ResultFolderException">The file is damaged; the message names the line.</exception>
    public static IReadOnlyList<T> Read<T>(string path, Func<CsvReader, IEnumerable<T>> rows)
    {
        var bytes = ResultFiles.Read(path, LargestFile);

        // SIGKILL can cut a write(2) at a page: what follows the last whole line was never a row.
        var whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        if (whole == 0)
        {
            return [];
        }

        using var lines = new StreamReader(new MemoryStream(bytes, 0, whole));
        using var csv = new CsvReader(lines, new CsvConfiguration(CultureInfo.InvariantCulture));
        try
        {
            csv.Read();
            csv.ReadHeader();
            return [.. rows(csv)];
        }
        catch (Exception e) when (e is CsvHelperException or FormatException)
        {
            throw new ResultFolderException(
                $"{path}:{csv.Context.Parser?.Row}: {Explain(e)}. Restore the file from a copy, or run the scenario again.", e);
        }
    }

    private static string Explain(Exception e) => e switch
    {
        CsvHelper.MissingFieldException => "this row has too few fields",
        FormatException => e.Message,
        _ => "this is not a row of a CSV file",
    };
}
