using CsvHelper.Configuration;

namespace Harness.Reporting.Folders;

/// <summary>The columns of connections.csv, in order.</summary>
internal sealed class ConnectionRowMap : ClassMap<TrialConnectionRow>
{
    public ConnectionRowMap()
    {
        var column = 0;
        Map(r => r.Trial).Index(column++).Name("trial");
        Map(r => r.Connection.DueSeconds).Index(column++).Name("due_s").TypeConverterOption.Format("0.######");
        Map(r => r.Connection.BehindMicroseconds).Index(column++).Name("behind_us").TypeConverterOption.Format("0.#");
        Map(r => r.Connection.ConnectMicroseconds).Index(column++).Name("connect_us").TypeConverterOption.Format("0.#");
        Map(r => r.Connection.TotalMicroseconds).Index(column++).Name("total_us").TypeConverterOption.Format("0.#");
        Map(r => r.Connection.LocalPort).Index(column++).Name("local_port");
        Map(r => r.Connection.ServerPort).Index(column++).Name("server_port");
        Map(r => r.Connection.Requests).Index(column++).Name("requests");
        Map(r => r.Connection.Bytes).Index(column++).Name("bytes");
        Map(r => r.Connection.ClosedFirst).Index(column++).Name("closed_first");
        Map(r => r.Connection.Outcome).Index(column++).Name("outcome");
        Map(r => r.Node).Index(column).Name("node").TypeConverter<NodeIdConverter>();
    }
}
