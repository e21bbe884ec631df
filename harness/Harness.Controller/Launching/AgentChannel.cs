using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Harness.Protocol;
using Harness.Protocol.Counting;
using Harness.Protocol.Messages;
using Harness.Protocol.Time;

namespace Harness.Controller.Launching;

/// <summary>
/// Sends requests to one agent and takes what it reports, over any pair of streams. Every request has an id, which its answers
/// name: an answer whose asker was interrupted is dropped, and a ping may overtake a load.
/// </summary>
public sealed class AgentChannel : IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<long, Channel<AgentReport>> open = [];
    private readonly TaskCompletionSource<AgentReport.Hello> hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    // Not disposed: who asks an agent that is just being ended shall hear of its end. It holds nothing of the system's.
    private readonly SemaphoreSlim writing = new(1);
    private readonly TextWriter output;
    private readonly Func<Task<string>> whyClosed;
    private readonly UnaskedReports unasked;
    private readonly LastLines strange = new(50);
    private long lastId;

    // Set before the open requests are ended: a request that comes in between sees it, or is among them.
    private volatile bool hasEnded;

    /// <summary>Begins to read.</summary>
    /// <param name="node">The agent's node.</param>
    /// <param name="input">What the agent writes; its end is the agent's.</param>
    /// <param name="output">What the agent reads.</param>
    /// <param name="whyClosed">Says, for the user, why the agent is gone, once it is.</param>
    public AgentChannel(NodeId node, TextReader input, TextWriter output, Func<Task<string>> whyClosed)
    {
        (Node, this.output, this.whyClosed, unasked) = (node, output, whyClosed, new(node));
        Closed = Task.Run(() => ReadAsync(input));
    }

    /// <summary>The node at the other end.</summary>
    public NodeId Node { get; }

    /// <summary>Completes when the agent says nothing any more: with what was wrong with its last line, or null.</summary>
    public Task<string?> Closed { get; }

    /// <summary>How far the agent's clock is ahead of this process's, see <see cref="FollowClockAsync"/>.</summary>
    public ClockOffset Clock { get; private set; } = ClockOffset.None;

    /// <summary>The agent's first line. It must have been waited for.</summary>
    public AgentReport.Hello Hello => hello.Task.IsCompletedSuccessfully
        ? hello.Task.Result
        : throw new InvalidOperationException("it has not spoken yet");

    /// <summary>What came before the agent's first line and was not the agent's, such as a host's greeting: the last 50 lines.</summary>
    public IReadOnlyList<string> Strange => strange.Lines;

    /// <summary>Waits for the agent's first line, and for its clock.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="within">How long the first line may take; null is 30 s.</param>
    /// <exception cref="MachineException">It speaks another protocol.</exception>
    /// <exception cref="AgentException">It is gone, or does not speak.</exception>
    public async Task<AgentReport.Hello> GreetAsync(CancellationToken cancellationToken, TimeSpan? within = null)
    {
        var first = await WithinAsync(
            token => new ValueTask<AgentReport.Hello>(hello.Task.WaitAsync(token)), within ?? AnswerWithin, cancellationToken);
        if (first.Protocol != ProtocolVersion.Current)
        {
            throw new MachineException(
                $"the {Node} agent speaks protocol {first.Protocol} (harness {first.HarnessVersion}), "
                + $"this program {ProtocolVersion.Current}; "
                + "use the same version on both sides");
        }

        if (first.Clock != MonotonicClock.Name)
        {
            Clock = await MeasureClockAsync(cancellationToken);
        }

        return first;
    }

    /// <summary>Follows the agent's clock, which may drift, by one more estimate; nothing to do where it is this process's.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="AgentException">The agent is gone, or does not answer.</exception>
    public async Task FollowClockAsync(CancellationToken cancellationToken) =>
        Clock = ReferenceEquals(Clock, ClockOffset.None) ? Clock : Clock.Or(await MeasureClockAsync(cancellationToken));

    private async Task<ClockOffset> MeasureClockAsync(CancellationToken cancellationToken)
    {
        // Twenty find a round trip without a wait in between: of five, one in a hundred estimates was off by 0.1 ms, of twenty by 0.01 ms.
        const int questions = 20;
        var measured = new ClockOffset();
        for (var i = 0; i < questions; i++)
        {
            var asked = MonotonicClock.Now;
            var pong = await AskAsync<AgentReport.Pong>(new AgentCommand.Ping(), cancellationToken);
            measured.Add(asked, pong.At, MonotonicClock.Now);
        }

        return measured;
    }

    /// <summary>
    /// Passes on what answers no request: samples, ended connections, captured frames, events. What came before anybody
    /// listened comes first: an agent speaks as soon as it runs.
    /// </summary>
    /// <param name="to">Is called in order, one call at a time.</param>
    public void PassOn(Action<NodeId, AgentReport> to) => unasked.PassOn(to);

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <param name="command">What to do.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="within">How long an answer may take; null is 30 s.</param>
    /// <exception cref="MachineException">The agent cannot do it on this machine.</exception>
    /// <exception cref="AgentException">The agent failed, is gone, or does not answer.</exception>
    public async Task<T> AskAsync<T>(AgentCommand command, CancellationToken cancellationToken, TimeSpan? within = null)
        where T : AgentReport
    {
        await using var request = await SendAsync(command, cancellationToken);
        return await NextAsync<T>(request, within ?? AnswerWithin, cancellationToken);
    }

    /// <summary>Lets the agent hear from this process, and waits for no answer: one that comes late must not keep the next back.</summary>
    /// <param name="cancellationToken">Ends the wait until it is sent.</param>
    public async Task BeatAsync(CancellationToken cancellationToken)
    {
        await using var request = await SendAsync(new AgentCommand.Ping(), cancellationToken);
    }

    /// <summary>Asks for a census; its parts come together here.</summary>
    public async Task<IReadOnlyList<SocketEntry>> CensusAsync(CancellationToken cancellationToken)
    {
        await using var request = await SendAsync(new AgentCommand.Census(), cancellationToken);
        var sockets = new List<SocketEntry>();
        AgentReport.CensusPart part;
        do
        {
            part = await NextAsync<AgentReport.CensusPart>(request, AnswerWithin, cancellationToken);
            sockets.AddRange(part.Sockets.Select(Entry));
        }
        while (!part.IsLast);

        return sockets;

        SocketEntry Entry(string line) => CensusLine.TryParse(line)
            ?? throw new AgentException(Node, $"the {Node} agent's census has a line that is none: {line}");
    }

    /// <summary>Closes the agent's stdin, at which it ends.</summary>
    public void Dispose()
    {
        try
        {
            output.Dispose();
        }
        catch (IOException)
        {
            // It is gone already; that is what was wanted.
        }
    }

    private async Task<Request> SendAsync(AgentCommand command, CancellationToken cancellationToken)
    {
        var request = new Request(this, Interlocked.Increment(ref lastId));
        var line = JsonSerializer.Serialize(new AgentRequest(request.Id, Node, command), ProtocolJson.OneLine.AgentRequest);
        await writing.WaitAsync(cancellationToken);
        try
        {
            await output.WriteAsync($"{line}\n".AsMemory(), cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The pipe is closed: the reader finds out why, and the wait for the answer says so.
        }
        finally
        {
            writing.Release();
        }

        return request;
    }

    private async Task<T> NextAsync<T>(Request request, TimeSpan within, CancellationToken cancellationToken)
        where T : AgentReport =>
        await WithinAsync(request.Answers.ReadAsync, within, cancellationToken) switch
        {
            T wanted => wanted,
            AgentReport.Refused { Why: RefusalKind.Machine } refused => throw new MachineException(refused.Message),
            AgentReport.Refused refused => throw new AgentException(Node, $"the {Node} agent failed: {refused.Message}"),
            var other => throw new AgentException(
                Node, $"the {Node} agent answered with {other.GetType().Name} where {typeof(T).Name} was due"),
        };

    private async Task<T> WithinAsync<T>(Func<CancellationToken, ValueTask<T>> wait, TimeSpan within, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(within);
        try
        {
            return await wait(deadline.Token);
        }
        catch (ChannelClosedException)
        {
            throw new AgentException(Node, await whyClosed());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AgentException(Node, $"the {Node} agent has not answered for {within.TotalSeconds:0} s");
        }
    }

    private async Task<string?> ReadAsync(TextReader input)
    {
        string? wrong = null;
        try
        {
            while (await input.ReadLineAsync() is { } line)
            {
                if (hello.Task.IsCompleted || line.StartsWith('{'))
                {
                    Take(ProtocolJson.ReadMessage(line));
                }
                else
                {
                    strange.Add(line);
                }
            }
        }
        catch (Exception e)
        {
            // Whatever it is, the trial must hear that nothing more will come from this agent.
            wrong = $"its output could not be read: {e.Message}";
        }

        hasEnded = true;
        hello.TrySetException(new ChannelClosedException());
        foreach (var request in open.Values)
        {
            request.Writer.TryComplete();
        }

        return wrong;
    }

    private void Take(AgentMessage message)
    {
        if (message.Report is AgentReport.Hello first)
        {
            hello.TrySetResult(first);
        }
        else if (message.Answers is { } id)
        {
            if (open.TryGetValue(id, out var request))
            {
                request.Writer.TryWrite(message.Report);
            }
        }
        else
        {
            unasked.Tell(message.Report);
        }
    }

    /// <summary>A request that is answered.</summary>
    private sealed class Request : IAsyncDisposable
    {
        private readonly AgentChannel channel;
        private readonly Channel<AgentReport> answers = Channel.CreateUnbounded<AgentReport>();

        public Request(AgentChannel channel, long id)
        {
            (this.channel, Id) = (channel, id);
            channel.open[id] = answers;

            // Who asks an agent that is gone would wait for ever.
            if (channel.hasEnded)
            {
                answers.Writer.TryComplete();
            }
        }

        public long Id { get; }

        public ChannelReader<AgentReport> Answers => answers.Reader;

        public ValueTask DisposeAsync()
        {
            channel.open.TryRemove(Id, out _);
            return ValueTask.CompletedTask;
        }
    }
}
