using System.Text.Json.Nodes;
using Harness.Scenarios.Words;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Shapes;

/// <summary>How one kind of value is written in a scenario, whatever its type in the model.</summary>
internal abstract class Shape
{
    /// <summary>Whether a value is a map of one key, so that another key takes the first one's place.</summary>
    public virtual bool TakesOneKey => false;

    /// <summary>What a user may write as a JSON schema, which an editor can check; rules between keys only the program knows.</summary>
    public abstract JsonObject Schema();

    /// <summary>The shape of what stands under a key, or under an item's number; null where nothing does.</summary>
    public virtual Shape? Below(string key) => null;
}

/// <summary>How one kind of value is written in a scenario: the same rules read it and write it back with its defaults filled in.</summary>
/// <typeparam name="T">The value's type in the model.</typeparam>
internal abstract class Shape<T> : Shape
{
    /// <summary>What a user may write, for error messages.</summary>
    public abstract string Expected { get; }

    /// <summary>
    /// Makes a value of <paramref name="node"/>; what is wrong goes to <paramref name="reading"/>, and the result is then not used.
    /// </summary>
    public abstract T Read(Node node, Reading reading);

    /// <summary>The value as a user would write it.</summary>
    public abstract Node Write(T value);

    /// <summary>A place for nodes that no user wrote.</summary>
    protected static Place Nowhere { get; } = new("");

    protected T Refuse(Node node, Reading reading)
    {
        var what = node switch
        {
            ScalarNode { Value: "" } => "is empty",
            ScalarNode scalar => $"is {Visible.Quoted(scalar.Value)}",
            ListNode => "is a list",
            _ => "is a map",
        };
        reading.Wrong(node, $"{what}; expected {Expected}");
        return default!;
    }
}
