using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Harness.Reporting.Folders;

/// <summary>Creates a file that begins so.</summary>
internal delegate FileStream CreateFile(ReadOnlySpan<byte> beginning);

/// <summary>
/// A CSV file that grows while the run goes on: each batch of rows reaches the kernel in one write(2) that ends with a line.
/// </summary>
internal sealed class RowFile<TRow> : IDisposable
{
    private readonly GrowingFile file;
    private readonly IReadOnlyList<Column<TRow>> columns;
    private readonly MemoryStream batch = new();
    private readonly CsvWriter csv;

    /// <summary>Begins a file that has its header.</summary>
    /// <param name="create">Creates it with these first bytes.</param>
    /// <param name="columns">In the file's order.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    public RowFile(CreateFile create, IReadOnlyList<Column<TRow>> columns)
    {
        this.columns = columns;
        csv = new CsvWriter(new StreamWriter(batch), new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        WriteLine(columns.Select(c => c.Name));
        csv.Flush();
        file = new(create(Batch()));
        batch.SetLength(0);
    }

    public void Append(IEnumerable<TRow> rows)
    {
        foreach (var row in rows)
        {
            WriteLine(columns.Select(c => c.Text(row)));
        }

        WriteBatch();
    }

    public void Dispose()
    {
        csv.Dispose();
        file.Dispose();
    }

    private void WriteLine(IEnumerable<string> fields)
    {
        foreach (var field in fields)
        {
            csv.WriteField(field);
        }

        csv.NextRecord();
    }

    private void WriteBatch()
    {
        csv.Flush();
        try
        {
            file.Append(Batch());
        }
        finally
        {
            batch.SetLength(0);
        }
    }

    private ReadOnlySpan<byte> Batch() => batch.GetBuffer().AsSpan(0, (int)batch.Length);
}
