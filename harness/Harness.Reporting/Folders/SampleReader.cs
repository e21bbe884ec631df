using CsvHelper;
using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;

namespace Harness.Reporting.Folders;

/// <summary>Reads samples.csv back.</summary>
internal static class SampleReader
{
    /// <exception cref="ResultFolderException">The file is damaged; the message names the line.</exception>
    public static IReadOnlyList<SampleRow> Read(string path) => RowReader.Read(path, Rows);

    private static IEnumerable<SampleRow> Rows(CsvReader csv)
    {
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
}
