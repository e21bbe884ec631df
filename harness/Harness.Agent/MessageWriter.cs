using System.Text.Json;
using System.Threading.Channels;
using Harness.Protocol;
using Harness.Protocol.Messages;

namespace Harness.Agent;

/// <summary>
/// Writes messages to stdout, one JSON object a line, each in one piece and in the order in which they were given. It does so on a thread
/// of its own: a controller that reads slowly does not slow the load down. What waits is bounded. Answers are always kept. When too much
/// waits, samples, rows and events are left out, and counted; who tells pieces of a capture waits for room. Safe for threads.
/// </summary>
internal sealed class MessageWriter
{
    /// <summary>Bytes that may wait before messages are left out: seconds of samples and rows at full speed.</summary>
    public const long MostWaiting = 64 << 20;

    private readonly Channel<byte[]> lines = Channel.CreateUnbounded<byte[]>(new() { SingleReader = true });
    private readonly Stream output;
    private long waiting;
    private long leftOut;

    public MessageWriter(Stream output)
    {
        this.output = output;
        new Thread(WriteAll) { Name = "writer", IsBackground = true }.Start();
    }

    /// <summary>Who speaks; null before the controller has said so.</summary>
    public NodeId? Node { get; set; }

    /// <summary>How many messages were left out so far.</summary>
    public long LeftOut => Interlocked.Read(ref leftOut);

    /// <summary>Answers a request.</summary>
    public void Answer(long request, AgentReport report) => Add(new AgentMessage(Node, request, report));

    /// <summary>Says something unasked.</summary>
    public void Tell(AgentReport report)
    {
        if (report is AgentReport.Sampled or AgentReport.ConnectionsEnded or AgentReport.Logged
            && !HasRoom())
        {
            Interlocked.Increment(ref leftOut);
            return;
        }

        SpinWait.SpinUntil(HasRoom);

        Add(new AgentMessage(Node, Answers: null, report));
    }

    private bool HasRoom() => Interlocked.Read(ref waiting) <= MostWaiting;

    private void Add(AgentMessage message)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(message, ProtocolJson.OneLine.AgentMessage), (byte)'\n'];
        if (lines.Writer.TryWrite(line))
        {
            Interlocked.Add(ref waiting, line.Length);
        }
    }

    private void WriteAll()
    {
        try
        {
            foreach (var line in lines.Reader.ReadAllAsync().ToBlockingEnumerable())
            {
                output.Write(line);
                output.Flush();
                Interlocked.Add(ref waiting, -line.Length);
            }
        }
        catch (IOException)
        {
            // The controller is gone, and with it everyone who would read this; stdin ends next. Nothing is kept for nobody.
            lines.Writer.TryComplete();
            Interlocked.Exchange(ref waiting, 0);
        }
    }
}
