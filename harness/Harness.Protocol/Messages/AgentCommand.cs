using System.Text.Json.Serialization;
using Harness.Protocol.Counting;
using Harness.Protocol.Sequences;
using Harness.Scenarios.Options;

namespace Harness.Protocol.Messages;

/// <summary>
/// What the controller asks of an agent. Each is answered by the report that its summary names, or by
/// <see cref="AgentReport.Refused"/>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(Ping), "ping")]
[JsonDerivedType(typeof(Examine), "examine")]
[JsonDerivedType(typeof(Prepare), "prepare")]
[JsonDerivedType(typeof(OfferProof), "offer_proof")]
[JsonDerivedType(typeof(Prove), "prove")]
[JsonDerivedType(typeof(Listen), "listen")]
[JsonDerivedType(typeof(Watch), "watch")]
[JsonDerivedType(typeof(Load), "load")]
[JsonDerivedType(typeof(TakeSample), "take_sample")]
[JsonDerivedType(typeof(StopServer), "stop_server")]
[JsonDerivedType(typeof(StartServer), "start_server")]
[JsonDerivedType(typeof(Set), "set")]
[JsonDerivedType(typeof(Census), "census")]
[JsonDerivedType(typeof(Relay), "relay")]
[JsonDerivedType(typeof(Capture), "capture")]
[JsonDerivedType(typeof(ChangeRules), "change_rules")]
[JsonDerivedType(typeof(Trace), "trace")]
[JsonDerivedType(typeof(States), "states")]
[JsonDerivedType(typeof(Finish), "finish")]
public abstract record AgentCommand
{
    private AgentCommand()
    {
    }

    /// <summary>Say what time it is. Answered by Pong, also while another command is carried out.</summary>
    public sealed record Ping : AgentCommand;

    /// <summary>Say on what machine it runs, and which of the machine's addresses a name leads to. Answered by Examined.</summary>
    /// <param name="Name">The host's name, or one of its addresses.</param>
    /// <param name="Ip">Which kind of address.</param>
    /// <param name="Programs">Names or paths of programs that it is to look for.</param>
    /// <param name="Settings">Settings below net.ipv4 or net.core, likewise.</param>
    public sealed record Examine(
        string Name, IpVersion Ip, IReadOnlyList<string> Programs, IReadOnlyList<string> Settings) : AgentCommand;

    /// <summary>
    /// Make and read back the settings, raise the descriptor limit, find out what the counters mean. Answered by Prepared.
    /// </summary>
    /// <param name="Network">Whether its namespace is its own.</param>
    /// <param name="Address">Its address.</param>
    /// <param name="Sysctls">Settings below net.ipv4 or net.core.</param>
    /// <param name="PlainInterface">
    /// The interface whose offloads are switched off, because a relay passes its frames on as they are; null changes none.
    /// </param>
    /// <param name="Scratch">On loopback: a folder of the node's own, for a program or a load engine.</param>
    /// <param name="Token">On hosts: the trial's secret, 32 random bytes, by which its servers are known.</param>
    public sealed record Prepare(
        NetworkKind Network,
        string Address,
        IReadOnlyDictionary<string, string> Sysctls,
        string? PlainInterface = null,
        string? Scratch = null,
        byte[]? Token = null) : AgentCommand;

    /// <summary>
    /// Prove on these addresses and ports that a server of this run will listen there, until Listen comes. Answered by ProofOffered.
    /// </summary>
    /// <param name="Addresses">The host's own, at least one.</param>
    /// <param name="Ports">0 takes a free one.</param>
    public sealed record OfferProof(IReadOnlyList<string> Addresses, IReadOnlyList<int> Ports) : AgentCommand;

    /// <summary>Have each of these prove that it is a server of this run. Answered by Proven; no load goes anywhere else.</summary>
    /// <param name="Addresses">All servers'.</param>
    /// <param name="Ports">Of each of them.</param>
    public sealed record Prove(IReadOnlyList<string> Addresses, IReadOnlyList<int> Ports) : AgentCommand;

    /// <summary>Start the test server. Answered by Listening.</summary>
    /// <param name="Server">How it behaves.</param>
    /// <param name="Addresses">Where to listen, at least one.</param>
    /// <param name="MarksBodies">Whether bodies say which connection they belong to.</param>
    public sealed record Listen(ServerOptions Server, IReadOnlyList<string> Addresses, bool MarksBodies = false) : AgentCommand;

    /// <summary>Record the counters' start and sample from now on. Answered by Watching, then by Sampled again and again.</summary>
    /// <param name="Every">From one sample to the next.</param>
    /// <param name="Tier">The node's.</param>
    /// <param name="Hop">The connections that are counted.</param>
    /// <param name="Segments">Whether connections are followed by their segments.</param>
    /// <param name="Lifetimes">Whether each TIME_WAIT and FIN_WAIT2 is followed from its birth to its death.</param>
    /// <param name="Witness">
    /// Whether every segment is captured, and told by Captured, and each connection that is followed told by Followed before the census.
    /// </param>
    public sealed record Watch(
        TimeSpan Every, Tier Tier, HopEndPoints Hop, bool Segments, bool Lifetimes, bool Witness) : AgentCommand
    {
        /// <summary>Whether every change of a socket's state is kept, for States.</summary>
        public bool StateChanges { get; init; }
    }

    /// <summary>Run the load. Answered by LoadEnded; before it come ConnectionsEnded, when rows are asked for.</summary>
    /// <param name="Client">How each connection behaves.</param>
    /// <param name="Steps">The load.</param>
    /// <param name="ServerAddresses">Where to connect, taken in turn.</param>
    /// <param name="ServerPorts">Taken in turn.</param>
    /// <param name="SourceAddresses">This side's own, taken in turn by sockets that are bound.</param>
    /// <param name="Rows">Whether each connection is reported.</param>
    /// <param name="Engine">What decides when connections are opened; refused when the agent was not built with it.</param>
    /// <param name="Share">This node's part of the steps; those of all client nodes together are the whole.</param>
    /// <param name="Seed">Of what is random in the steps: the same for all nodes that share them.</param>
    /// <param name="MarksBodies">Whether bodies say which connection they belong to.</param>
    /// <param name="As">The name under which it is reported besides, together with others of that name; null: under none.</param>
    /// <param name="At">When it begins, a moment of the agent's clock, so that several begin together; null: at once.</param>
    public sealed record Load(
        ClientOptions Client,
        IReadOnlyList<LoadStep> Steps,
        IReadOnlyList<string> ServerAddresses,
        IReadOnlyList<int> ServerPorts,
        IReadOnlyList<string> SourceAddresses,
        bool Rows,
        LoadEngine Engine,
        LoadShare Share,
        int Seed,
        bool MarksBodies = false,
        string? As = null,
        long? At = null) : AgentCommand;

    /// <summary>Take a sample now, besides those at even intervals. Answered by SampleTaken, after the sample.</summary>
    public sealed record TakeSample : AgentCommand;

    /// <summary>Close the server's listeners, and nothing else. Answered by ServerStopped.</summary>
    public sealed record StopServer : AgentCommand;

    /// <summary>Listen again where the server listened before. Answered by ServerStarted.</summary>
    /// <param name="ReuseAddress">SO_REUSEADDR on the new listeners.</param>
    /// <param name="RetryFor">How long a refusal is tried again.</param>
    public sealed record StartServer(bool ReuseAddress, TimeSpan RetryFor) : AgentCommand;

    /// <summary>Change settings and read them back. Answered by SettingsMade.</summary>
    /// <param name="Sysctls">Settings below net.ipv4 or net.core.</param>
    public sealed record Set(IReadOnlyDictionary<string, string> Sysctls) : AgentCommand;

    /// <summary>List every socket of this side. Answered by one or more CensusPart, the last one marked.</summary>
    public sealed record Census : AgentCommand;

    /// <summary>Be the link instead of a side: pass frames on between two interfaces. Answered by Relaying.</summary>
    /// <param name="ServerInterface">The interface that leads to the server.</param>
    /// <param name="ClientInterface">The one that leads to the client.</param>
    /// <param name="Delay">How long every frame is kept before it is passed on.</param>
    /// <param name="Mtu">Of both interfaces.</param>
    /// <param name="Rules">What is done to single segments, by name.</param>
    public sealed record Relay(
        string ServerInterface,
        string ClientInterface,
        TimeSpan Delay,
        int Mtu,
        IReadOnlyDictionary<string, LinkRule> Rules) : AgentCommand;

    /// <summary>Change rules of the link from the next frame on. Answered by RulesChanged.</summary>
    /// <param name="Arm">Names of those that work from now on.</param>
    /// <param name="Disarm">Names of those that no longer do.</param>
    /// <param name="Deliver">Names of those whose copies arrive now.</param>
    public sealed record ChangeRules(
        IReadOnlyList<string> Arm, IReadOnlyList<string> Disarm, IReadOnlyList<string> Deliver) : AgentCommand;

    /// <summary>Keep every frame from now on. Answered by Capturing, then by Captured again and again.</summary>
    public sealed record Capture : AgentCommand;

    /// <summary>Tell what passed of the connections that the link's rules touched first. Answered by Traced.</summary>
    public sealed record Trace : AgentCommand;

    /// <summary>Tell the state changes of some connections. Answered by StatesSeen.</summary>
    /// <param name="Connections">Each as the link traced it.</param>
    public sealed record States(IReadOnlyList<TracedEnds> Connections) : AgentCommand;

    /// <summary>Stop sampling, end the role, close what is open. Answered by Finished.</summary>
    public sealed record Finish : AgentCommand;
}
