using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace Harness.Analysis.Results;

/// <summary>The JSON schemas of what this program writes for programs, made from the records that it writes.</summary>
public static class ResultSchemas
{
    private static readonly Dictionary<string, (string Title, JsonTypeInfo Type)> All = new(StringComparer.Ordinal)
    {
        ["summary"] = ("summary.json", ResultJson.Indented.RunSummary),
        ["compare"] = ("compare.json and compare --json", ResultJson.Indented.Comparison),
        ["check"] = ("check --json", ResultJson.Indented.CheckReport),
        ["probe-client"] = ("probe client --json", ResultJson.Indented.ClientProbe),
        ["probe-server"] = ("probe server --json", ResultJson.Indented.ServerProbe),
        ["run"] = ("run --json", ResultJson.Indented.RunsReport),
        ["scenarios"] = ("list --json and validate --json", ResultJson.Indented.ScenariosReport),
        ["doctor"] = ("doctor --json", ResultJson.Indented.DoctorReport),
    };

    /// <summary>What there is a schema of.</summary>
    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <summary>The schema of one of <see cref="Names"/>. Keys may be added in later versions, so it allows others.</summary>
    public static JsonObject Of(string name)
    {
        var (title, type) = All[name];
        var schema = type.GetJsonSchemaAsNode(new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", title);
        schema.Insert(2, "description", "results/README.md explains each key.");
        return schema;
    }
}
