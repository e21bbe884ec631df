using Harness.Linux;
using Harness.Linux.Tcp;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Scenarios.Options;
using Microsoft.Extensions.Logging;

namespace Harness.Agent;

/// <summary>What a role works with.</summary>
internal sealed class NodeContext
{
    /// <summary>Where the node stands.</summary>
    public required NetworkKind Network { get; init; }

    /// <summary>Its sockets come from here.</summary>
    public required TcpSockets Sockets { get; init; }

    /// <summary>Waits to the microsecond, where a role must be precise.</summary>
    public required PreciseDelay Delay { get; init; }

    /// <summary>The load engines that this program was built with.</summary>
    public required EngineChoice Engines { get; init; }

    /// <summary>Takes what a role reports unasked.</summary>
    public required Action<AgentReport> Tell { get; init; }

    /// <summary>Tells the controller what it writes to run.log.</summary>
    public required ILogger Log { get; init; }

    /// <summary>What the segments tell of the hop; null where they are not watched, or where some were missed.</summary>
    public required Func<HopTally?> Hop { get; init; }

    /// <summary>Ends what takes long: the run is over.</summary>
    public required CancellationToken Stop { get; init; }

    /// <summary>The folder in which a program or an engine may write.</summary>
    public required Func<string> Scratch { get; init; }
}
