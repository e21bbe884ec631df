using System.Text.Json.Serialization;
using Harness.Protocol.Counting;
using Harness.Protocol.Sequences;

namespace Harness.Protocol.Messages;

/// <summary>What an agent tells the controller.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Hello), "hello")]
[JsonDerivedType(typeof(Pong), "pong")]
[JsonDerivedType(typeof(Examined), "examined")]
[JsonDerivedType(typeof(Prepared), "prepared")]
[JsonDerivedType(typeof(ProofOffered), "proof_offered")]
[JsonDerivedType(typeof(Proven), "proven")]
[JsonDerivedType(typeof(Listening), "listening")]
[JsonDerivedType(typeof(Watching), "watching")]
[JsonDerivedType(typeof(Sampled), "sampled")]
[JsonDerivedType(typeof(SampleTaken), "sample_taken")]
[JsonDerivedType(typeof(ConnectionsEnded), "connections_ended")]
[JsonDerivedType(typeof(LoadEnded), "load_ended")]
[JsonDerivedType(typeof(ServerStopped), "server_stopped")]
[JsonDerivedType(typeof(ServerStarted), "server_started")]
[JsonDerivedType(typeof(SettingsMade), "settings_made")]
[JsonDerivedType(typeof(CensusPart), "census_part")]
[JsonDerivedType(typeof(Relaying), "relaying")]
[JsonDerivedType(typeof(Capturing), "capturing")]
[JsonDerivedType(typeof(RulesChanged), "rules_changed")]
[JsonDerivedType(typeof(Traced), "traced")]
[JsonDerivedType(typeof(StatesSeen), "states_seen")]
[JsonDerivedType(typeof(Captured), "captured")]
[JsonDerivedType(typeof(Followed), "followed")]
[JsonDerivedType(typeof(Logged), "logged")]
[JsonDerivedType(typeof(Finished), "finished")]
[JsonDerivedType(typeof(Refused), "refused")]
public abstract record AgentReport
{
    private AgentReport()
    {
    }

    /// <summary>The first line of every agent.</summary>
    /// <param name="Protocol">See <see cref="ProtocolVersion.Current"/>.</param>
    /// <param name="HarnessVersion">The program's version.</param>
    /// <param name="Build">Which program it is: the native agent, or the managed one.</param>
    /// <param name="Clock">
    /// Names the clock of its moments: the same on every agent of one machine, see <see cref="Time.MonotonicClock.Name"/>.
    /// </param>
    public sealed record Hello(int Protocol, string HarnessVersion, AgentBuild Build, string Clock) : AgentReport;

    /// <summary>What time it is here.</summary>
    /// <param name="At">A moment of the agent's clock.</param>
    public sealed record Pong(long At) : AgentReport;

    /// <summary>On what machine the agent runs.</summary>
    /// <param name="Machine">What it is.</param>
    /// <param name="Address">The machine's address that the name leads to.</param>
    /// <param name="Program">SHA-256 of the agent's program, in hexadecimal digits.</param>
    /// <param name="IsConfined">Whether what it starts is kept from the machine's other processes.</param>
    /// <param name="Lacks">Those of the programs and settings looked for that are not there.</param>
    public sealed record Examined(
        HostMachine Machine, string Address, string Program, bool IsConfined, IReadOnlyList<string> Lacks) : AgentReport;

    /// <summary>The agent answers those who ask for a proof.</summary>
    /// <param name="Ports">Those that were 0 are now known.</param>
    public sealed record ProofOffered(IReadOnlyList<int> Ports) : AgentReport;

    /// <summary>Every server has proven itself.</summary>
    public sealed record Proven : AgentReport;

    /// <summary>The side is as asked for.</summary>
    /// <param name="Environment">As read back.</param>
    public sealed record Prepared(NodeEnvironment Environment) : AgentReport;

    /// <summary>The server accepts connections.</summary>
    /// <param name="Ports">Its ports; those that were 0 are now known.</param>
    public sealed record Listening(IReadOnlyList<int> Ports) : AgentReport;

    /// <summary>Sampling has begun.</summary>
    public sealed record Watching : AgentReport;

    /// <summary>The sample that was asked for has been taken and reported.</summary>
    public sealed record SampleTaken : AgentReport;

    /// <summary>The sampler has taken a sample.</summary>
    /// <param name="Sample">What was seen.</param>
    public sealed record Sampled(Sample Sample) : AgentReport;

    /// <summary>Some connections of the client have ended.</summary>
    /// <param name="Rows">In the order they ended.</param>
    public sealed record ConnectionsEnded(IReadOnlyList<ConnectionRow> Rows) : AgentReport;

    /// <summary>The load is over: every connection is done, but for those that never close.</summary>
    /// <param name="Seconds">How long it took, from the first connection due to the last one ended.</param>
    /// <param name="At">When that last one ended, a moment of the agent's clock.</param>
    /// <param name="Late">By how many nanoseconds it began later than it was asked to; null where it was asked to begin at once.</param>
    public sealed record LoadEnded(double Seconds, long At, long? Late = null) : AgentReport;

    /// <summary>The server no longer listens.</summary>
    public sealed record ServerStopped : AgentReport;

    /// <summary>The server listens again, or cannot.</summary>
    /// <param name="Error">The errno's name of the last attempt; null when it listens.</param>
    /// <param name="Seconds">From the first attempt to the last.</param>
    public sealed record ServerStarted(string? Error, double Seconds) : AgentReport;

    /// <summary>The settings are as asked for.</summary>
    public sealed record SettingsMade : AgentReport;

    /// <summary>A part of a census.</summary>
    /// <param name="Sockets">Each as <see cref="CensusLine"/> writes it.</param>
    /// <param name="IsLast">True for the last part.</param>
    public sealed record CensusPart(IReadOnlyList<string> Sockets, bool IsLast) : AgentReport;

    /// <summary>The link passes frames on.</summary>
    public sealed record Relaying : AgentReport;

    /// <summary>The link's rules are as asked for.</summary>
    public sealed record RulesChanged : AgentReport;

    /// <summary>The link keeps the frames that it passes on.</summary>
    public sealed record Capturing : AgentReport;

    /// <summary>What passed of the connections that the link's rules touched first.</summary>
    /// <param name="Connections">None where no rule touched any.</param>
    public sealed record Traced(IReadOnlyList<TracedConnection> Connections) : AgentReport;

    /// <summary>The state changes of the connections that were asked about.</summary>
    /// <param name="Changes">In the order in which they were seen.</param>
    /// <param name="LeftOut">Changes of any connection that could not be kept.</param>
    public sealed record StatesSeen(IReadOnlyList<StateChange> Changes, long LeftOut) : AgentReport;

    /// <summary>The next piece of the node's capture.</summary>
    /// <param name="Pcap">Bytes of a pcap file; the pieces in their order are the file.</param>
    public sealed record Captured(byte[] Pcap) : AgentReport;

    /// <summary>Connections that were followed by their segments; only when there is a witness to compare them with.</summary>
    /// <param name="Connections">Each as <see cref="FollowedConnection.ToLine"/> writes it.</param>
    public sealed record Followed(IReadOnlyList<string> Connections) : AgentReport;

    /// <summary>Something for run.log.</summary>
    /// <param name="At">When, a moment of the agent's clock.</param>
    /// <param name="Level">How important it is: debug, information, warning or error.</param>
    /// <param name="EventId">Its number, the same in every run.</param>
    /// <param name="Text">What happened.</param>
    public sealed record Logged(long At, string Level, int EventId, string Text) : AgentReport;

    /// <summary>The role has ended.</summary>
    /// <param name="Role">What it saw.</param>
    public sealed record Finished(RoleReport Role) : AgentReport;

    /// <summary>A command could not be carried out.</summary>
    /// <param name="Why">What kind of failure.</param>
    /// <param name="Message">What went wrong and what to do, for the user.</param>
    public sealed record Refused(RefusalKind Why, string Message) : AgentReport;
}
