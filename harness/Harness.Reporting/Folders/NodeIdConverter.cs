using CsvHelper;
using CsvHelper.Configuration;
using CsvHelper.TypeConversion;
using Harness.Protocol;

namespace Harness.Reporting.Folders;

/// <summary>A node's id in a column.</summary>
internal sealed class NodeIdConverter : DefaultTypeConverter
{
    public override string ConvertToString(object? value, IWriterRow row, MemberMapData memberMapData) => ((NodeId)value!).Name ?? "";

    public override object ConvertFromString(string? text, IReaderRow row, MemberMapData memberMapData) => new NodeId(text ?? "");
}
