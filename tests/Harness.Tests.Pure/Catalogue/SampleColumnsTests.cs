using Harness.Analysis.Catalogue;
using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Scenarios.Options;

namespace Harness.Tests.Pure.Catalogue;

/// <summary>The columns of samples.csv, which other programs read.</summary>
public sealed class SampleColumnsTests
{
    private static readonly SampleRow Row = new()
    {
        Trial = 3,
        Phase = Phase.Settle,
        Sample = new()
        {
            Node = new("client-2"),
            Tier = Tier.Client,
            ElapsedSeconds = 1.25,
            States = new()
            {
                Established = 1, SynSent = 2, SynReceived = 3, FinWait1 = 4, FinWait2 = 5, FinWait2Minisockets = 6, TimeWait = 7, Close = 8,
                CloseWait = 9, LastAck = 10, Listen = 11, Closing = 12,
            },
            TimeWaitEntered = 13,
            TimeWaitOverflow = null,
            Connections = new() { Opened = 14, Completed = 15, Failed = 16 },
            CostMicroseconds = 17.26,
        },
    };

    [Fact]
    public void Columns_HaveTheirNamesInTheirOrder() => string.Join(',', SampleColumns.All.Select(c => c.Name)).ShouldBe(
        "trial,side,phase,elapsed_s,established,syn_sent,syn_received,fin_wait1,fin_wait2,fin_wait2_minisockets,time_wait,close,close_wait,"
        + "last_ack,listen,closing,time_wait_entered,time_wait_overflow,"
        + "connections_opened,connections_completed,connections_failed,cost_us,node");

    [Fact]
    public void ARow_IsWrittenAsItAlwaysWas() =>
        string.Join(',', SampleColumns.All.Select(c => c.Text(Row)))
            .ShouldBe("3,client,settle,1.25,1,2,3,4,5,6,7,8,9,10,11,12,13,,14,15,16,17.3,client-2");

    [Fact]
    public void WhatIsWritten_IsReadBack()
    {
        var read = SampleColumns.Row(new(c => c.Text(Row)));

        SampleColumns.All.Select(c => c.Text(read)).ShouldBe(SampleColumns.All.Select(c => c.Text(Row)));
        read.Sample.TimeWaitOverflow.ShouldBeNull();
        read.Sample.States.ShouldBe(Row.Sample.States);
    }

    [Fact]
    public void AFolderOfBeforeThereWereNodes_IsReadAsOneNodeOfEachTier() =>
        SampleColumns.Row(new(c => c == SampleColumns.Node ? "" : c.Text(Row))).Sample.Node.Name.ShouldBe("client");

    [Fact]
    public void EveryColumn_HasWords_AndUnitsAsItsNameSays()
    {
        SampleColumns.All.ShouldAllBe(c => c.Words.Length > 5);
        SampleColumns.All.Where(c => c.IsOptional).ShouldBe([SampleColumns.Node]);
        SampleColumns.All.Where(c => c.Name.EndsWith("_s", StringComparison.Ordinal)).ShouldAllBe(c => c.Unit == FigureUnit.Seconds);
        SampleColumns.All.Where(c => c.Name.EndsWith("_us", StringComparison.Ordinal)).ShouldAllBe(c => c.Unit == FigureUnit.Microseconds);
    }
}
