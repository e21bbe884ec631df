using System.Text.Json.Serialization;

namespace Harness.Scenarios.Options;

/// <summary>The <c>server</c> section of a scenario.</summary>
public sealed record ServerOptions
{
    /// <summary>A program that serves instead; then only its address and port are of use here. Null: the built-in server.</summary>
    public ProgramOptions? Program { get; init; }

    /// <summary>How the server is built.</summary>
    public ServerModel Model { get; init; } = ServerModel.Pipelines;

    /// <summary>What it answers.</summary>
    public ResponseOptions Response { get; init; } = new();

    /// <summary>
    /// How long it works on an answer before it sends it; null: not at all. What is random is the same sequence in every run.
    /// </summary>
    public DurationDraw? Think { get; init; }

    /// <summary>What befalls some of its answers, at most 20; each answer is hit by one of them at most.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>What <see cref="Think"/> and <see cref="Faults"/> draw follows this, 0 to 10⁹; each has a sequence of its own.</summary>
    public int Seed { get; init; } = 20_260_101;

    /// <summary>
    /// True: it reads a request's body, as long as Content-Length says, before it answers, and says 100 to a client that expects it. False:
    /// it answers as soon as the head has come, and what it closes with unread data ends in an RST.
    /// </summary>
    public bool ReadsBody { get; init; }

    /// <summary>When it closes.</summary>
    public ServerClose Close { get; init; } = new ServerClose.Immediately();

    /// <summary>On <c>loopback</c>: the address to listen on, one of this machine's; null takes 127.0.0.1 or ::1.</summary>
    public string? Address { get; init; }

    /// <summary>
    /// TCP ports, 1 to 65535, at most 64; empty takes 8080 in a namespace and a free port on loopback. Clients use them in turn.
    /// </summary>
    public IReadOnlyList<int> Ports { get; init; } = [];

    /// <summary>How many addresses the server's namespace has, 1 to 64; it listens on each of them, and clients use them in turn.</summary>
    public int Addresses { get; init; } = 1;

    /// <summary>The accept queue that listen(2) is asked for, 1 to 65535; the kernel caps it at net.core.somaxconn.</summary>
    public int Backlog { get; init; } = 4096;

    /// <summary>
    /// Descriptors that it may open for connections: RLIMIT_NOFILE, less what it has open when the load begins; at most 100000. 0: as many
    /// as the machine allows. A thread of <see cref="ServerModel.Blocking"/> takes two more while it serves a connection.
    /// </summary>
    public int Descriptors { get; init; }

    /// <summary>
    /// SO_REUSEADDR on the listener; accepted sockets inherit it. Without it a restart fails while TIME_WAITs hold the port.
    /// </summary>
    public bool ReuseAddress { get; init; } = true;
}

/// <summary>How the test server is built.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ServerModel>))]
public enum ServerModel
{
    /// <summary>System.IO.Pipelines over asynchronous sockets: thousands of connections on a few threads.</summary>
    [JsonStringEnumMemberName("pipelines")]
    Pipelines,

    /// <summary>A thread and blocking calls for each connection: the faithful form of the C sample.</summary>
    [JsonStringEnumMemberName("blocking")]
    Blocking,
}
