using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Harness.Reporting.Folders;

/// <summary>
/// A CSV file that grows while the run goes on: each batch of rows reaches the kernel in one write(2) that ends with a line.
/// </summary>
internal sealed class RowFile<TRow> : IDisposable
{
    private readonly FileStream file;
    private readonly IReadOnlyList<Column<TRow>> columns;
    private readonly MemoryStream batch = new();
    private readonly CsvWriter csv;

    /// <summary>Writes the header.</summary>
    /// <param name="file">New and empty.</param>
    /// <param name="columns">In the file's order.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    public RowFile(FileStream file, IReadOnlyList<Column<TRow>> columns)
    {
        (this.file, this.columns) = (file, columns);
        csv = new CsvWriter(new StreamWriter(batch), new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        WriteLine(columns.Select(c => c.Name));
        WriteBatch();
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
        var whole = file.Length;
        try
        {
            file.Write(batch.GetBuffer().AsSpan(0, (int)batch.Length));
        }
        catch (IOException)
        {
            // A full disk may have taken half a line: what is left must still parse.
            file.SetLength(whole);
            throw;
        }
        finally
        {
            batch.SetLength(0);
        }
    }
}
