using System.Text.Json.Nodes;
using Harness.Scenarios.Options;
using Harness.Scenarios.Words;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Shapes;

/// <summary>Sysctls by name; whether the kernel has them is found out in the namespace.</summary>
internal sealed class SettingsShape : Shape<IReadOnlyDictionary<string, string>>
{
    public override string Expected => "a map of sysctls by their names below net.ipv4 or net.core, such as { tcp_tw_reuse: 0 }";

    public override JsonObject Schema() => SchemaNodes.Named(
        "^[a-z][a-z0-9_]{1,60}$",
        new() { ["type"] = SchemaNodes.Strings(["string", "number", "boolean", "array"]), ["items"] = SchemaNodes.Text });

    public override IReadOnlyDictionary<string, string> Read(Node node, Reading reading)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (node is not MapNode map)
        {
            return Refuse(node, reading);
        }

        foreach (var entry in map.Entries)
        {
            var value = entry.Value switch
            {
                ScalarNode scalar => scalar.Value.Trim(),
                ListNode list when list.Items.All(i => i is ScalarNode) =>
                    string.Join(' ', list.Items.Cast<ScalarNode>().Select(i => i.Value)),
                _ => "",
            };
            if (!SysctlName.IsWellFormed(entry.Key))
            {
                reading.Wrong(
                    entry.Place,
                    $"{Visible.Quoted(entry.Key)} is not the name of a sysctl below net.ipv4 or net.core, "
                    + "such as tcp_tw_reuse or somaxconn");
            }
            else if (SysctlName.WhyGone(entry.Key) is { } gone)
            {
                reading.Wrong(entry.Place, gone);
            }
            else if (value.Length is 0 or > 200)
            {
                reading.At(entry.Key).Wrong(entry.Value, "needs a value, such as 1 or \"32768 60999\"");
            }

            settings[entry.Key] = value;
        }

        return settings;
    }

    public override Node Write(IReadOnlyDictionary<string, string> value) =>
        new MapNode(Nowhere, [.. value.Select(s => new MapEntry(Nowhere, s.Key, new ScalarNode(Nowhere, s.Value)))]);
}
