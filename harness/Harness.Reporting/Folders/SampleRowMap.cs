using CsvHelper.Configuration;
using Harness.Analysis.Results;
using Harness.Analysis.Running;
using Harness.Scenarios.Options;

namespace Harness.Reporting.Folders;

/// <summary>The columns of samples.csv, in order.</summary>
internal sealed class SampleRowMap : ClassMap<SampleRow>
{
    public SampleRowMap()
    {
        var column = 0;
        Map(r => r.Trial).Index(column++).Name("trial");
        Map(r => r.Sample.Side).Index(column++).Name("side").TypeConverter<WordConverter<Side>>();
        Map(r => r.Phase).Index(column++).Name("phase").TypeConverter<WordConverter<Phase>>();
        Map(r => r.Sample.ElapsedSeconds).Index(column++).Name("elapsed_s").TypeConverterOption.Format("0.######");
        Map(r => r.Sample.States.Established).Index(column++).Name("established");
        Map(r => r.Sample.States.SynSent).Index(column++).Name("syn_sent");
        Map(r => r.Sample.States.SynReceived).Index(column++).Name("syn_received");
        Map(r => r.Sample.States.FinWait1).Index(column++).Name("fin_wait1");
        Map(r => r.Sample.States.FinWait2).Index(column++).Name("fin_wait2");
        Map(r => r.Sample.States.FinWait2Minisockets).Index(column++).Name("fin_wait2_minisockets");
        Map(r => r.Sample.States.TimeWait).Index(column++).Name("time_wait");
        Map(r => r.Sample.States.Close).Index(column++).Name("close");
        Map(r => r.Sample.States.CloseWait).Index(column++).Name("close_wait");
        Map(r => r.Sample.States.LastAck).Index(column++).Name("last_ack");
        Map(r => r.Sample.States.Listen).Index(column++).Name("listen");
        Map(r => r.Sample.States.Closing).Index(column++).Name("closing");
        Map(r => r.Sample.TimeWaitEntered).Index(column++).Name("time_wait_entered");
        Map(r => r.Sample.TimeWaitOverflow).Index(column++).Name("time_wait_overflow");
        Map(r => r.Sample.Connections.Opened).Index(column++).Name("connections_opened");
        Map(r => r.Sample.Connections.Completed).Index(column++).Name("connections_completed");
        Map(r => r.Sample.Connections.Failed).Index(column++).Name("connections_failed");
        Map(r => r.Sample.CostMicroseconds).Index(column++).Name("cost_us").TypeConverterOption.Format("0.#");
        // Folders of before 1.0 have no such column.
        Map(r => r.Sample.Node).Index(column).Name("node").TypeConverter<NodeIdConverter>().Optional();
    }
}
