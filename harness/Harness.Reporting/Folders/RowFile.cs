namespace Harness.Reporting.Folders;

/// <summary>Creates a file that begins so.</summary>
internal delegate FileStream CreateFile(ReadOnlySpan<byte> beginning);

/// <summary>
/// A CSV file that grows while the run goes on: each batch of rows reaches the kernel in one write(2) that ends with a line.
/// </summary>
internal sealed class RowFile<TRow> : IDisposable
{
    private readonly GrowingFile file;
    private readonly CsvText<TRow> text;

    /// <summary>Begins a file that has its header.</summary>
    /// <param name="create">Creates it with these first bytes.</param>
    /// <param name="columns">In the file's order.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    public RowFile(CreateFile create, IReadOnlyList<Column<TRow>> columns)
    {
        text = new(columns);
        file = new(create(text.Take()));
    }

    public void Append(IEnumerable<TRow> rows)
    {
        text.Add(rows);
        file.Append(text.Take());
    }

    public void Dispose()
    {
        text.Dispose();
        file.Dispose();
    }
}
