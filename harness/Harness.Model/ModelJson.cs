using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Harness.Model.Agents;
using Harness.Model.Probing;
using Harness.Model.Results;
using Harness.Model.Scenarios;

namespace Harness.Model;

/// <summary>How the nouns of this project look as JSON: snake_case, for files (<see cref="Indented"/>) and for messages (<see cref="OneLine"/>).</summary>
[JsonSerializable(typeof(AgentCommand))]
[JsonSerializable(typeof(AgentReport))]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(TrialSummary))]
[JsonSerializable(typeof(RunEnvironment))]
[JsonSerializable(typeof(Baseline))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(CheckReport))]
[JsonSerializable(typeof(IReadOnlyList<BenchmarkPoint>))]
[JsonSerializable(typeof(Comparison))]
[JsonSerializable(typeof(ClientProbe))]
[JsonSerializable(typeof(ServerProbe))]
// Server and client policies share these names; the generator wants one of each to be called otherwise.
[JsonSerializable(typeof(ClientClose.Immediately), TypeInfoPropertyName = "ClientCloseImmediately")]
[JsonSerializable(typeof(ClientClose.After), TypeInfoPropertyName = "ClientCloseAfter")]
[JsonSerializable(typeof(ClientClose.Never), TypeInfoPropertyName = "ClientCloseNever")]
[JsonSerializable(typeof(ClientClose.Reset), TypeInfoPropertyName = "ClientCloseReset")]
public sealed partial class ModelJson : JsonSerializerContext
{
    /// <summary>For result files that people read.</summary>
    public static ModelJson Indented { get; } = new(SnakeCase(indented: true));

    /// <summary>For messages, one a line.</summary>
    public static ModelJson OneLine { get; } = new(SnakeCase(indented: false));

    private static JsonSerializerOptions SnakeCase(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
    };
}
