using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Scenarios.Language;

/// <summary>What a scenario must not ask of other people's machines.</summary>
public static class HostRules
{
    /// <summary>The option that names an inventory, and by which a scenario runs on hosts.</summary>
    public const string Option = "--hosts";

    private const string Instead = $"leave it out, or run the scenario without '{Option}'";

    /// <summary>The key that an inventory sets.</summary>
    public static Setting Network { get; } = new(Option, "network", "hosts") { Written = Option };

    /// <summary>Each rule broken, with the key at which to report it.</summary>
    internal static IEnumerable<BrokenRule> Broken(Scenario scenario)
    {
        if (scenario.Network != NetworkKind.Hosts)
        {
            yield break;
        }

        if (scenario.Kernel.Server.Count + scenario.Kernel.Client.Count > 0)
        {
            yield return new("kernel", $"on hosts these would change the settings of machines that others use; {Instead}");
        }

        foreach (var (index, step) in scenario.Then.Index())
        {
            if (step is ThenStep.Set)
            {
                yield return new($"then.{index}", $"on hosts 'set' would change the settings of machines that others use; {Instead}");
            }
        }

        if (scenario.Link is not null)
        {
            yield return new("link", $"between hosts there is a real wire, and no link of the harness; {Instead}");
        }

        if (scenario.Sample.Witness)
        {
            yield return new("sample.witness", $"on hosts it would capture everybody's segments; {Instead}");
        }

        if (scenario.Server.Addresses > 1 || scenario.Clients.Any(c => c.Source.Addresses > 1))
        {
            var key = scenario.Server.Addresses > 1 ? "server.addresses" : "client.source.addresses";
            yield return new(key, "a host has the address that the inventory names; name more hosts instead");
        }

        if (scenario.Engine != LoadEngine.BuiltIn)
        {
            yield return new("engine", "only the built-in engine can share a load between hosts; leave it out");
        }

        if (scenario.AtOnce > 1)
        {
            yield return new("at_once", "on hosts all trials would share the machines; set it to 1 (--set at_once=1)");
        }
    }
}
