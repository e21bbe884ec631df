using System.Runtime.InteropServices;
using Harness.Protocol.Counting;

namespace Harness.Agent.Segments;

/// <summary>What is known of many connections, and of either end of them.</summary>
internal sealed class ConnectionCounts
{
    private readonly MarkCounts connections = new();
    private readonly MarkCounts clients = new();
    private readonly MarkCounts servers = new();

    public long this[Marks mark] => connections[(int)mark];

    /// <summary>What the clients' ends did.</summary>
    public EndTally Client => Of(clients);

    /// <summary>What the servers' ends did.</summary>
    public EndTally Server => Of(servers);

    /// <summary>TIME_WAITs that either end became here.</summary>
    public long EnteredHere => clients[(int)EndMarks.EnteredHere] + servers[(int)EndMarks.EnteredHere];

    /// <summary>A connection of which something was known is known better now.</summary>
    public void Change(in Known from, in Known to)
    {
        connections.Change((int)from.Connection, (int)to.Connection);
        clients.Change((int)from.Client, (int)to.Client);
        servers.Change((int)from.Server, (int)to.Server);
    }

    private static EndTally Of(MarkCounts ends) => new()
    {
        ClosedFirst = ends[(int)EndMarks.ClosedFirst],
        ClosedLast = ends[(int)EndMarks.ClosedLast],
        Entered = ends[(int)EndMarks.Entered],
        Reset = ends[(int)EndMarks.Reset],
        ResetAfterFin = ends[(int)EndMarks.ResetAfterFin],
        DataAfterFin = ends[(int)EndMarks.DataAfterFin],
    };
}

/// <summary>What is known of one connection.</summary>
/// <param name="Connection">Of the whole.</param>
/// <param name="Client">Of the client's end.</param>
/// <param name="Server">Of the server's end.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Known(Marks Connection, EndMarks Client, EndMarks Server);
