using System.Text.Json;

namespace Harness.Reporting.Checking;

/// <summary>Finds where in a JSON file something stands.</summary>
internal static class JsonPlace
{
    /// <summary>
    /// The line, from 1, of the key at the end of <paramref name="path"/>, a way of keys through objects; that of the last key found when
    /// it is not there.
    /// </summary>
    public static int LineOf(ReadOnlySpan<byte> json, IReadOnlyList<string> path)
    {
        var reader = new Utf8JsonReader(json);
        var (found, line) = (0, 1);
        while (found < path.Count && reader.Read())
        {
            // Key number n of the way stands at depth n, and only below the one before it.
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == found + 1 && reader.GetString() == path[found])
            {
                found++;
                line = json[..(int)reader.TokenStartIndex].Count((byte)'\n') + 1;
            }
        }

        return line;
    }
}
