using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Harness.Reporting.Folders;

/// <summary>Writes rows as CSV.</summary>
internal sealed class CsvText<TRow> : IDisposable
{
    private readonly IReadOnlyList<Column<TRow>> columns;
    private readonly MemoryStream bytes = new();
    private readonly CsvWriter csv;

    /// <summary>Begins with the header.</summary>
    /// <param name="columns">In their order.</param>
    public CsvText(IReadOnlyList<Column<TRow>> columns)
    {
        this.columns = columns;
        csv = new CsvWriter(new StreamWriter(bytes), new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        WriteLine(columns.Select(c => c.Name));
    }

    /// <summary>Adds a line for each row.</summary>
    public void Add(IEnumerable<TRow> rows)
    {
        foreach (var row in rows)
        {
            WriteLine(columns.Select(c => c.Text(row)));
        }
    }

    /// <summary>Hands out what was added since the last call.</summary>
    public byte[] Take()
    {
        csv.Flush();
        var taken = bytes.ToArray();
        bytes.SetLength(0);
        return taken;
    }

    public void Dispose() => csv.Dispose();

    private void WriteLine(IEnumerable<string> fields)
    {
        foreach (var field in fields)
        {
            csv.WriteField(field);
        }

        csv.NextRecord();
    }
}
