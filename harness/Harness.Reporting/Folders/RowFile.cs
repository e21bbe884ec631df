using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Harness.Reporting.Folders;

/// <summary>A CSV file that grows while the run goes on: each batch of rows reaches the kernel in one write(2) that ends with a line.</summary>
internal sealed class RowFile<TRow> : IDisposable
{
    private readonly FileStream file;
    private readonly MemoryStream batch = new();
    private readonly CsvWriter csv;

    /// <summary>Writes the header.</summary>
    /// <param name="file">New and empty.</param>
    /// <param name="columns">The columns.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    public RowFile(FileStream file, ClassMap<TRow> columns)
    {
        this.file = file;
        csv = new CsvWriter(new StreamWriter(batch), new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        csv.Context.RegisterClassMap(columns);
        csv.WriteHeader<TRow>();
        csv.NextRecord();
        WriteBatch();
    }

    public void Append(IEnumerable<TRow> rows)
    {
        csv.WriteRecords(rows);
        WriteBatch();
    }

    public void Dispose()
    {
        csv.Dispose();
        file.Dispose();
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
