namespace Harness.Tests.Kernel.Reporting;

/// <summary>A row of a CSV file, its values by the names of the columns. No value that a test reads has quotes.</summary>
internal sealed class CsvText
{
    private readonly Dictionary<string, string> values;

    private CsvText(IEnumerable<KeyValuePair<string, string>> values) => this.values = new(values);

    public string this[string column] => values[column];

    /// <summary>The rows of one trial; none when there is no such file.</summary>
    public static IReadOnlyList<CsvText> OfTrial(string folder, string file, int number)
    {
        var path = Path.Combine(folder, file);
        string[] lines = File.Exists(path) ? File.ReadAllLines(path) : [""];
        var columns = lines[0].Split(',');
        return
        [
            .. lines.Skip(1)
                .Select(line => new CsvText(columns.Zip(line.Split(','), KeyValuePair.Create)))
                .Where(row => row["trial"] == $"{number}"),
        ];
    }
}
