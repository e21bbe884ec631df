using CsvHelper;
using CsvHelper.Configuration;
using CsvHelper.TypeConversion;

namespace Harness.Reporting.Folders;

/// <summary>Writes an enum whose members are single words in lower case, as the JSON files do.</summary>
internal sealed class WordConverter<T> : DefaultTypeConverter
    where T : struct, Enum
{
    public override string? ConvertToString(object? value, IWriterRow row, MemberMapData memberMapData) => value?.ToString()?.ToLowerInvariant();

    public override object? ConvertFromString(string? text, IReaderRow row, MemberMapData memberMapData) =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw new TypeConverterException(this, memberMapData, text, row.Context);
}
