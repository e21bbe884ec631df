using System.Globalization;

namespace Harness.Analysis.Catalogue;

/// <summary>The fields of one row of samples.csv, to be read by their columns.</summary>
/// <param name="textOf">The text in a column; empty when nothing was measured.</param>
public sealed class SampleFields(Func<SampleColumn, string> textOf)
{
    /// <summary>The text as it stands.</summary>
    public string Text(SampleColumn column) => textOf(column);

    /// <summary>A whole number.</summary>
    /// <exception cref="FormatException">The field holds something else; the message names the column.</exception>
    public int Whole(SampleColumn column) =>
        int.TryParse(textOf(column), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(column);

    /// <summary>A whole number that may be large, or null when it was not measured.</summary>
    /// <exception cref="FormatException">The field holds something else.</exception>
    public long? Count(SampleColumn column) => textOf(column) switch
    {
        "" => null,
        var text when long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw Wrong(column),
    };

    /// <summary>A number with a fraction.</summary>
    /// <exception cref="FormatException">The field holds something else.</exception>
    public double Number(SampleColumn column) =>
        double.TryParse(textOf(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(column);

    /// <summary>A member of an enum whose members are single words.</summary>
    /// <exception cref="FormatException">The field holds something else.</exception>
    public T Word<T>(SampleColumn column)
        where T : struct, Enum
    {
        var text = textOf(column);
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        throw Wrong(column);
    }

    private FormatException Wrong(SampleColumn column) => new($"'{textOf(column)}' is no value for {column.Name}");
}
