using System.Net;
using Harness.Scenarios.Language;
using Harness.Scenarios.Options;

namespace Harness.Controller.Machine;

/// <summary>What a scenario's addresses must be on this machine.</summary>
public static class AddressRules
{
    /// <summary>Load is only ever sent to this machine.</summary>
    public static IEnumerable<BrokenRule> Broken(Scenario scenario)
    {
        if (scenario.Network == NetworkKind.Loopback
            && IPAddress.TryParse(scenario.Server.Address, out var address)
            && !OwnAddresses.Contains(address))
        {
            yield return new(
                "server.address",
                $"'{scenario.Server.Address}' is not an address of this machine; load is only ever sent to this machine");
        }
    }
}
