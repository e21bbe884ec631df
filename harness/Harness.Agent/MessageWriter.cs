using System.Text.Json;
using Harness.Protocol;
using Harness.Protocol.Messages;

namespace Harness.Agent;

/// <summary>Writes messages to stdout, one JSON object a line, each in one piece. Safe for threads.</summary>
internal sealed class MessageWriter(Stream output)
{
    private readonly Lock gate = new();

    /// <summary>Who speaks; null before the controller has said so.</summary>
    public NodeId? Node { get; set; }

    /// <summary>Answers a request.</summary>
    public void Answer(long request, AgentReport report) => Write(new AgentMessage(Node, request, report));

    /// <summary>Says something unasked.</summary>
    public void Tell(AgentReport report) => Write(new AgentMessage(Node, Answers: null, report));

    private void Write(AgentMessage message)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(message, ProtocolJson.OneLine.AgentMessage);
        try
        {
            lock (gate)
            {
                output.Write([.. line, (byte)'\n']);
                output.Flush();
            }
        }
        catch (IOException)
        {
            // The controller is gone, and with it everyone who would read this; stdin ends next.
        }
    }
}
