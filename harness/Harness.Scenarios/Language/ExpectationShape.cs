using System.Text.Json.Nodes;
using Harness.Scenarios.Expectations;
using Harness.Scenarios.Shapes;
using Harness.Scenarios.Words;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Language;

/// <summary>An expectation whose names are all figures that a trial really has.</summary>
internal sealed class ExpectationShape(IFigureNames figures) : Shape<Expectation>
{
    public override string Expected => "a comparison of figures, such as 'client.time_wait.entered == 0'";

    public override JsonObject Schema() => SchemaNodes.Word("==|!=|<|>");

    public override Expectation Read(Node node, Reading reading)
    {
        if (node is not ScalarNode scalar)
        {
            return Refuse(node, reading);
        }

        try
        {
            var expectation = ExpectationParser.Parse(scalar.Value);
            foreach (var name in expectation.Names.Where(n => !figures.IsKnown(n)))
            {
                reading.Wrong(
                    node,
                    $"{Visible.Quoted(name)} is not a figure of a trial{SpellingSuggestion.For(name, figures.Names)} "
                    + "(results/README.md lists all)");
            }

            return expectation;
        }
        catch (FormatException e)
        {
            reading.Wrong(node, $"'{scalar.Value}' {e.Message}");
            return null!;
        }
    }

    public override Node Write(Expectation value) => new ScalarNode(Nowhere, value.Text);
}
