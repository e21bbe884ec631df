namespace Harness.Reporting.Folders;

/// <summary>A column of a CSV file.</summary>
/// <param name="Name">In the file's first line.</param>
/// <param name="Text">How a row's field is written.</param>
internal sealed record Column<TRow>(string Name, Func<TRow, string> Text);
