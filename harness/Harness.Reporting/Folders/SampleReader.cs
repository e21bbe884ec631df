using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;

namespace Harness.Reporting.Folders;

/// <summary>Reads samples.csv back.</summary>
internal static class SampleReader
{
    // A day of samples every 5 ms on both sides is more; such a file was never drawn, for want of memory.
    private const int LargestFile = 1 << 30;

    /// <exception cref="ResultFolderException">The file is damaged; the message names the line.</exception>
    public static IReadOnlyList<SampleRow> Read(string path)
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
            return [.. Rows(csv)];
        }
        catch (Exception e) when (e is CsvHelperException or FormatException)
        {
            throw new ResultFolderException(
                $"{path}:{csv.Context.Parser?.Row}: {Explain(e)}. Restore the file from a copy, or run the scenario again.", e);
        }
    }

    private static IEnumerable<SampleRow> Rows(CsvReader csv)
    {
        csv.Read();
        csv.ReadHeader();
        var places = new Dictionary<SampleColumn, int>(ReferenceEqualityComparer.Instance);
        foreach (var column in SampleColumns.All)
        {
            places[column] = csv.GetFieldIndex(column.Name, isTryGet: true) is var place && (place >= 0 || column.IsOptional)
                ? place
                : throw new FormatException($"the column {column.Name} is missing");
        }

        var fields = new SampleFields(column => places[column] < 0 ? "" : csv.GetField(places[column]) ?? "");
        while (csv.Read())
        {
            yield return SampleColumns.Row(fields);
        }
    }

    private static string Explain(Exception e) => e switch
    {
        CsvHelper.MissingFieldException => "this row has too few fields",
        FormatException => e.Message,
        _ => "this is not a row of a CSV file",
    };
}
