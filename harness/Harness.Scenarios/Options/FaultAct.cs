using System.Text.Json.Serialization;
using Harness.Scenarios.Shapes;

namespace Harness.Scenarios.Options;

/// <summary>What happens to an answer of the test server that a fault hits.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "act")]
[JsonDerivedType(typeof(Late), "late")]
[JsonDerivedType(typeof(Cut), "cut")]
[JsonDerivedType(typeof(Reset), "reset")]
public abstract record FaultAct
{
    private FaultAct()
    {
    }

    /// <summary>The acts as scenarios write them.</summary>
    internal static ChoiceShape<FaultAct> Shape { get; } = new ChoiceShape<FaultAct>()
        .Carrying<Late, DurationDraw>("late", DurationDraw.Shape, "late: DURATION", v => new(v), a => a.By)
        .Carrying<Cut, int>("cut", Values.Whole(0, ResponseOptions.LongestBody), "cut: BYTES", v => new(v), a => a.Body)
        .Carrying<Reset, ResetPoint>(
            "reset",
            Values.Word(("instead", ResetPoint.Instead), ("midway", ResetPoint.Midway)),
            "reset: instead (or midway)",
            v => new(v),
            a => a.Point);

    /// <summary>The answer is sent later than it could be.</summary>
    /// <param name="By">By so much, on top of what the server thinks.</param>
    public sealed record Late(DurationDraw By) : FaultAct;

    /// <summary>The answer ends too early, with close().</summary>
    /// <param name="Body">Bytes of the body that are sent before; the sizes of chunks do not count.</param>
    public sealed record Cut(int Body) : FaultAct;

    /// <summary>SO_LINGER 0 and close() end the answer: an RST.</summary>
    /// <param name="Point">How much of it is sent before.</param>
    public sealed record Reset(ResetPoint Point) : FaultAct;
}

/// <summary>How much of an answer is sent before the RST that ends it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ResetPoint>))]
public enum ResetPoint
{
    /// <summary>Nothing at all.</summary>
    [JsonStringEnumMemberName("instead")]
    Instead,

    /// <summary>The head and half of the body, rounded down.</summary>
    [JsonStringEnumMemberName("midway")]
    Midway,
}
