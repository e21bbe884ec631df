using Harness.Analysis.Results;
using Harness.Analysis.Trials;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Tests.Pure.Terminal;

namespace Harness.Tests.Pure.Trials;

public sealed class HostDifferencesTests
{
    private static readonly HostEntry[] Hosts =
    [
        NodeTableTests.Host("server", "a1"), NodeTableTests.Host("client-1", "b1"), NodeTableTests.Host("client-2", "b2"),
    ];

    [Fact]
    public void HostsThatAreAlike_AreNotSpokenOf_AndTiersMayDiffer() => Warnings(
        [Hosts[0] with { Machine = Hosts[0].Machine with { Processors = 64 } }, .. Hosts[1..]], new(), new()).ShouldBeEmpty();

    [Fact]
    public void WhatDiffersWithinATier_IsSaidOfEachHost()
    {
        HostEntry[] hosts = [.. Hosts[..2], Hosts[2] with { Machine = Hosts[2].Machine with { Processors = 8, Kernel = "5.10.0" } }];

        var warning = Warnings(hosts, new() { ["tcp_tw_reuse"] = "2", ["somaxconn"] = "4096" }, new() { ["tcp_tw_reuse"] = "1" })
            .ShouldHaveSingleItem();

        warning.Code.ShouldBe("hosts_differ");
        warning.Text.ShouldBe("the clients' hosts are not alike: the kernel is 6.18.0 on b1, 5.10.0 on b2; "
            + "the number of processors is 2 on b1, 8 on b2; tcp_tw_reuse is 2 on b1, 1 on b2; somaxconn is 4096 on b1, unknown on b2");
    }

    private static List<Warning> Warnings(
        IReadOnlyList<HostEntry> hosts, Dictionary<string, string> first, Dictionary<string, string> second) =>
        [.. HostDifferences.Warnings(hosts, host => On(host.Node == "client-2" ? second : first))];

    private static NodeEnvironment On(Dictionary<string, string> sysctls) => new()
    {
        Address = "192.0.2.1", Sysctls = sysctls, DescriptorLimit = 1024, TimeWaitCounted = CounterMeaning.Entry,
    };
}
