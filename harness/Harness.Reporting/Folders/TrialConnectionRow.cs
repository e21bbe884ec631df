using Harness.Protocol;
using Harness.Protocol.Counting;

namespace Harness.Reporting.Folders;

/// <summary>A row of connections.csv.</summary>
internal sealed record TrialConnectionRow(int Trial, NodeId Node, ConnectionRow Connection);
