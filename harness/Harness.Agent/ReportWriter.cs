using System.Text.Json;
using Harness.Protocol.Messages;

namespace Harness.Agent;

/// <summary>Writes reports to stdout, one JSON object a line, each in one piece. Safe for threads.</summary>
internal sealed class ReportWriter(Stream output)
{
    private readonly Lock gate = new();

    public void Write(AgentReport report)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(report, ProtocolJson.OneLine.AgentReport);
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
