using System.Text.Json.Serialization;
using Harness.Analysis.Probing;
using Harness.Protocol.Messages;
using Harness.Protocol.Probing;

namespace Harness.Analysis.Results;

/// <summary>
/// How results look as JSON: snake_case, for files (<see cref="Indented"/>) and for parts of them (<see cref="OneLine"/>).
/// </summary>
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
[JsonSerializable(typeof(RunsReport))]
[JsonSerializable(typeof(ScenariosReport))]
[JsonSerializable(typeof(DoctorReport))]
public sealed partial class ResultJson : JsonSerializerContext
{
    /// <summary>For result files that people read.</summary>
    public static ResultJson Indented { get; } = new(ProtocolJson.SnakeCase(indented: true));

    /// <summary>The same on one line.</summary>
    public static ResultJson OneLine { get; } = new(ProtocolJson.SnakeCase(indented: false));
}
