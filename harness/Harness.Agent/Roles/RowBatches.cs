using Harness.Protocol.Counting;
using Harness.Protocol.Messages;

namespace Harness.Agent.Roles;

/// <summary>Sends ended connections in batches: a message each would cost more than the connection.</summary>
internal sealed class RowBatches(Action<AgentReport> tell)
{
    private const int BatchSize = 500;

    private readonly Lock gate = new();
    private List<ConnectionRow> rows = [];

    public void Add(ConnectionRow row)
    {
        lock (gate)
        {
            rows.Add(row);
            if (rows.Count >= BatchSize)
            {
                Flush();
            }
        }
    }

    public void Flush()
    {
        lock (gate)
        {
            if (rows.Count > 0)
            {
                tell(new AgentReport.ConnectionsEnded(rows));
                rows = [];
            }
        }
    }
}
