using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using CsvHelper.TypeConversion;

namespace Harness.Reporting.Folders;

/// <summary>Reads back what <see cref="RowFile{TRow}"/> wrote.</summary>
internal static class RowReader
{
    /// <exception cref="ResultFolderException">The file is damaged; the message names the line.</exception>
    public static IReadOnlyList<TRow> Read<TRow>(string path, ClassMap<TRow> columns)
    {
        var bytes = File.ReadAllBytes(path);

        // SIGKILL can cut a write(2) at a page: what follows the last whole line was never a row.
        var whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        if (whole == 0)
        {
            return [];
        }

        using var csv = new CsvReader(new StreamReader(new MemoryStream(bytes, 0, whole)), new CsvConfiguration(CultureInfo.InvariantCulture));
        csv.Context.RegisterClassMap(columns);
        try
        {
            return [.. csv.GetRecords<TRow>()];
        }
        catch (CsvHelperException e)
        {
            throw new ResultFolderException($"{path}:{csv.Context.Parser?.Row}: {Explain(e)}. Restore the file from a copy, or run the scenario again.", e);
        }
    }

    private static string Explain(CsvHelperException e) => e switch
    {
        HeaderValidationException h => $"the column {h.InvalidHeaders[0].Names[0]} is missing",
        CsvHelper.MissingFieldException => "this row has too few fields",
        TypeConverterException t => $"'{t.Text}' is no value for {t.MemberMapData.Names[0]}",
        _ => "this is not a row of a CSV file",
    };
}
