using System.Diagnostics;
using Harness.Linux;
using Harness.Protocol.Counting;

namespace Harness.Tests.Loopback.Linux;

public sealed class ProcessAndKernelTests
{
    [Fact]
    public void ASysctlIsReadFromIPv4OrElseFromCore_UnlessItsNameSaysWhich()
    {
        var ports = File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split('\t', '\n');
        var backlog = File.ReadAllText("/proc/sys/net/core/somaxconn").Trim();

        Sysctl.TryRead("ip_local_port_range").ShouldBe($"{ports[0]} {ports[1]}");
        Sysctl.TryRead("ipv4/ip_local_port_range").ShouldBe($"{ports[0]} {ports[1]}");
        Sysctl.TryRead("somaxconn").ShouldBe(backlog);
        Sysctl.TryRead("core/somaxconn").ShouldBe(backlog);
        Sysctl.TryRead("ipv4/somaxconn").ShouldBeNull();
    }

    [Theory]
    [InlineData("tcp_tw_recycle")]
    [InlineData("../../vm/swappiness")]
    [InlineData("core/../../vm/swappiness")]
    [InlineData("vm/swappiness")]
    [InlineData("/proc/sys/vm/swappiness")]
    [InlineData("net.ipv4.tcp_tw_reuse")]
    [InlineData("tcp_tw_reuse\n")]
    [InlineData("TCP_TW_REUSE")]
    [InlineData("core/")]
    [InlineData("conf")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    public void ASysctlThatIsNoneOfTheNetworks_IsRefused_AndReadsAsNothing(string name)
    {
        var error = Should.Throw<SysctlException>(() => Sysctl.Set(name, "1"));

        (error.Name, error.Value).ShouldBe((name, "1"));
        error.Reason.ShouldBe("this namespace has no such setting below net.ipv4 or net.core");
        Sysctl.TryRead(name).ShouldBeNull();
    }

    [Fact]
    public void AConnection_IsCountedByTheKernel()
    {
        var before = KernelCounters.Now();

        using var connection = new LoopbackConnection();

        var after = KernelCounters.Now();
        after["Tcp.ActiveOpens"].ShouldBeGreaterThan(before["Tcp.ActiveOpens"]);
        after.Keys.ShouldContain("TcpExt.TW");
        after.Keys.ShouldContain("TcpExt.TCPTimeWaitOverflow");
        after.Keys.ShouldAllBe(
            key => key.StartsWith("Tcp.", StringComparison.Ordinal) || key.StartsWith("TcpExt.", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatTheTimeWaitCounterMeans_IsUnknownOnlyToAUserWhoMayMakeNoNamespace()
    {
        var mayMake = ThreadInOwnNamespace.TryRun(0x40000000 /* CLONE_NEWNET */, () => { });

        (TimeWaitCounting.Find() != CounterMeaning.Unknown).ShouldBe(mayMake);
    }

    [Fact]
    public void TheDescriptorLimit_IsRaisedToTheHardLimit_AndStaysThere()
    {
        var raised = DescriptorLimit.Raise();

        var limits = File.ReadLines("/proc/self/limits").Single(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        limits.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3..5].ShouldBe([$"{raised}", $"{raised}"]);
        DescriptorLimit.Raise().ShouldBe(raised);
    }

    [Fact]
    public void TheCpuTimeOfChildrenThatHaveEnded_IsIncluded()
    {
        using var self = Process.GetCurrentProcess();
        var ownBefore = self.TotalProcessorTime.TotalSeconds;
        var before = ResourceUsage.OfThisProcess();

        using var child = Process.Start("sh", ["-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done"])!;
        child.WaitForExit(TimeSpan.FromSeconds(60)).ShouldBeTrue();

        var after = ResourceUsage.OfThisProcess();
        self.Refresh();
        var own = self.TotalProcessorTime.TotalSeconds - ownBefore;
        (after.CpuSeconds - before.CpuSeconds).ShouldBeGreaterThan(own + 0.02);
        after.MaxRssBytes.ShouldBeInRange(10 << 20, Environment.WorkingSet * 4);
    }
}
