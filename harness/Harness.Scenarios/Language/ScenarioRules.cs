using System.Net;
using System.Net.Sockets;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Scenarios.Language;

/// <summary>What must hold between the keys of a scenario, once each of them is right.</summary>
internal static class ScenarioRules
{
    /// <summary>Each rule broken, with the key at which to report it.</summary>
    public static IEnumerable<BrokenRule> Broken(Scenario scenario) =>
        ClientRules(scenario)
            .Concat(LaterClientRules(scenario))
            .Concat(ProgramRules(scenario))
            .Concat(LoadRules.Broken(scenario))
            .Concat(LinkRules.Broken(scenario))
            .Concat(HostRules.Broken(scenario))
            .Concat(SweepRules(scenario));

    private static IEnumerable<BrokenRule> ClientRules(Scenario scenario) =>
        NetworkRules(scenario).Concat(SourceRules.Broken(scenario)).Concat(ExchangeRules.Broken(scenario));

    // The clients of each later load beside the same server. What has nothing to do with them is said already.
    private static IEnumerable<BrokenRule> LaterClientRules(Scenario scenario)
    {
        const string client = "client.";
        foreach (var (index, step) in scenario.Then.Index())
        {
            foreach (var broken in step is ThenStep.Load { Client: { } later } ? ClientRules(scenario with { Client = later }) : [])
            {
                if (broken.Key.StartsWith(client, StringComparison.Ordinal))
                {
                    yield return broken with { Key = $"then.{index}.load.{broken.Key}" };
                }
                else if (!ClientRules(scenario).Contains(broken))
                {
                    yield return broken;
                }
            }
        }
    }

    private static IEnumerable<BrokenRule> NetworkRules(Scenario scenario)
    {
        var isLoopback = scenario.Network == NetworkKind.Loopback;
        if (isLoopback && scenario.Kernel.Server.Count + scenario.Kernel.Client.Count > 0)
        {
            yield return new(
                "kernel",
                "on loopback these would change the settings of this machine, so they are refused; "
                + "use 'network: namespaces', or leave 'kernel' out");
        }

        if (scenario.Network.IsShared() && scenario.Link is not null)
        {
            yield return new(
                "link",
                "in one network there is no wire between the sides that could have a delay; "
                + "use 'network: namespaces', or leave 'link' out");
        }

        if (isLoopback && scenario.Sample.Witness)
        {
            yield return new(
                "sample.witness",
                "on loopback it would capture everybody's segments; use 'network: namespaces' or 'one_namespace', or leave it out");
        }

        var (server, client) = (scenario.Server.Addresses, scenario.Client.Source.Addresses);
        foreach (var (key, addresses) in new[] { ("server.addresses", server), ("client.source.addresses", client) })
        {
            if (scenario.Network.IsShared() && addresses > 1)
            {
                yield return new(key, "in one network both sides have the same address; use 'network: namespaces'");
            }
        }

        if (scenario.Server.Ports.Distinct().Count() != scenario.Server.Ports.Count)
        {
            yield return new("server.ports", "a port stands twice; keep one");
        }

        if (scenario.Server.Address is { } text)
        {
            if (!isLoopback)
            {
                yield return new("server.address", "namespaces have addresses of their own; leave it out, or use 'network: loopback'");
            }
            else if (!IPAddress.TryParse(text, out var address))
            {
                yield return new("server.address", $"'{text}' is not an IP address");
            }
            else if ((address.AddressFamily == AddressFamily.InterNetworkV6) != (scenario.Ip == IpVersion.V6))
            {
                yield return new("server.address", $"'{text}' is not an IPv{(int)scenario.Ip} address; 'ip' says {(int)scenario.Ip}");
            }
        }
    }

    private static IEnumerable<BrokenRule> ProgramRules(Scenario scenario)
    {
        if (scenario.Client.Program is null && scenario.Load.Count == 0)
        {
            yield return new("", "the key 'load' is missing: how many connections, and when");
        }

        if (scenario.Client.Program is not null && scenario.Load.Count > 0)
        {
            yield return new("load", "a client.command brings its own load; leave this out");
        }

        if (scenario.Server.Program is not null && scenario.Then.Any(s => s is ThenStep.StopServer or ThenStep.StartServer))
        {
            yield return new(
                "then",
                "only the built-in server can be stopped and started again; leave 'server.command' or these steps out");
        }

        if (scenario.Client.Program is not null && scenario.Then.Any(s => s is ThenStep.Load))
        {
            yield return new("then", "a client.command brings its own load; leave the 'load' steps out");
        }

        if (scenario.Network == NetworkKind.Loopback && scenario.Then.Any(s => s is ThenStep.Set))
        {
            yield return new(
                "then",
                "on loopback 'set' would change the settings of this machine, so it is refused; use 'network: namespaces'");
        }
    }

    private static IEnumerable<BrokenRule> SweepRules(Scenario scenario)
    {
        if (scenario.Predict && scenario.Sweep.All(a => a.Key != Predicted.Key))
        {
            yield return new(
                "predict",
                $"it predicts a sweep of {Predicted.Key}: write 'sweep: {{ {Predicted.Key}: [0us, 100us, 1ms] }}', or leave 'predict' out");
        }

        if (scenario is { AtOnce: > 1, Network: NetworkKind.Loopback })
        {
            yield return new("at_once", "on loopback all trials would share one network; use 'network: namespaces'");
        }

        if (scenario.Threshold is not { } threshold)
        {
            yield break;
        }

        if (scenario.Sweep.Count > 0 || scenario.Repeat > 1)
        {
            yield return new("threshold", "it chooses the trials itself: leave 'sweep' and 'repeat' out");
        }

        if (scenario.AtOnce > 1)
        {
            yield return new("threshold", "each trial depends on the ones before: leave 'at_once' out");
        }

        if (threshold.From >= threshold.To)
        {
            yield return new("threshold.to", $"it must be longer than 'from', which is {DurationText.Format(threshold.From)}");
        }

        if (threshold.Key != threshold.Share.DelayKey())
        {
            yield return new("threshold.share", $"this share does not fall when {threshold.Key} grows; take one of the side that waits");
        }
    }
}
