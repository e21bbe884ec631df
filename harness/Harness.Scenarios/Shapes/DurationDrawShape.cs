using System.Text.Json.Nodes;
using Harness.Scenarios.Options;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Shapes;

/// <summary>A duration, or a distribution to draw it from.</summary>
internal sealed class DurationDrawShape : Shape<DurationDraw>
{
    private static readonly Shape<IReadOnlyList<TimeSpan>> Bounds = new ListShape<TimeSpan>(Values.Delay, 2, 2);

    private static readonly ChoiceShape<DurationDraw> Drawn = new ChoiceShape<DurationDraw>()
        .Carrying<DurationDraw.Uniform, IReadOnlyList<TimeSpan>>(
            "uniform", Bounds, "uniform: [LEAST, LONGEST]", v => new(v[0], v[1]), d => [d.Least, d.Longest])
        .Carrying<DurationDraw.Exponential, TimeSpan>("exponential", Values.Delay, "exponential: MEAN", v => new(v), d => d.Mean);

    public override string Expected => $"{Values.Delay.Expected} | {Drawn.Expected}";

    public override bool TakesOneKey => true;

    public override Shape? Below(string key) => Drawn.Below(key);

    public override JsonObject Schema() => SchemaNodes.AnyOf(Values.Delay.Schema(), Drawn.Schema());

    public override DurationDraw Read(Node node, Reading reading)
    {
        if (node is not MapNode)
        {
            return new DurationDraw.Fixed(Values.Delay.Read(node, reading));
        }

        var drawn = Drawn.Read(node, reading);
        if (drawn is DurationDraw.Uniform { Least: var least, Longest: var longest } && least > longest)
        {
            reading.Wrong(node, $"the least, {DurationText.Format(least)}, is longer than the longest, {DurationText.Format(longest)}");
        }

        return drawn;
    }

    public override Node Write(DurationDraw value) =>
        value is DurationDraw.Fixed { Duration: var duration } ? Values.Delay.Write(duration) : Drawn.Write(value);
}
