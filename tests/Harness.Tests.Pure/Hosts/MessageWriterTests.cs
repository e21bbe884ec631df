using System.Text;
using Harness.Agent;
using Harness.Protocol.Messages;

namespace Harness.Tests.Pure.Hosts;

/// <summary>A controller that reads slowly, or not at all, holds up no load: what an agent has to say waits, up to a limit.</summary>
public sealed class MessageWriterTests
{
    private const int TextLength = 1 << 20;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task WhenNobodyReads_ALoadTellsOnWithoutWaiting_AndWhatFindsNoRoomIsCounted()
    {
        using var reader = new StuckReader();
        var messages = new MessageWriter(reader);

        // The last one that finds room may go beyond the limit; one more may be in the hands of the reader.
        const int kept = (int)(MessageWriter.MostWaiting / TextLength);
        const int told = kept * 2;
        await WithoutWaitingAsync(() => TellEvents(messages, told));

        messages.LeftOut.ShouldBeInRange(told - kept - 1, told - kept + 1);
        reader.Resume();
        await Eventually.ShouldBeAsync(() => reader.Lines, told - messages.LeftOut);
    }

    [Fact]
    public async Task WhenNobodyReads_SamplesAndRowsAreLeftOut_AndEveryAnswerIsKept_InItsOrder()
    {
        using var reader = new StuckReader();
        var messages = new MessageWriter(reader);
        TellEvents(messages, (int)(MessageWriter.MostWaiting / TextLength) + 1);
        var before = messages.LeftOut;
        const int answers = 1000;

        await WithoutWaitingAsync(() =>
        {
            for (var i = 0; i < answers; i++)
            {
                messages.Answer(i, new AgentReport.Pong(i));
                messages.Tell(new AgentReport.Sampled(new() { States = new(), Connections = new() }));
                messages.Tell(new AgentReport.ConnectionsEnded([]));
            }
        });

        messages.LeftOut.ShouldBe(before + (2 * answers));
        reader.Resume();
        await Eventually.ShouldBeTrueAsync(() => reader.Answers.Count == answers, "all answers have come");
        reader.Answers.ShouldBe(Enumerable.Range(0, answers).Select(i => (long)i));
    }

    [Fact]
    public async Task OnceTheControllerReadsAgain_NothingMoreIsLeftOut()
    {
        using var reader = new StuckReader();
        var messages = new MessageWriter(reader);
        TellEvents(messages, (int)(MessageWriter.MostWaiting / TextLength) + 10);
        var leftOut = messages.LeftOut;
        var read = (MessageWriter.MostWaiting / TextLength) + 10 - leftOut;
        reader.Resume();
        await Eventually.ShouldBeAsync(() => reader.Lines, read);

        TellEvents(messages, 10);

        leftOut.ShouldBePositive();
        messages.LeftOut.ShouldBe(leftOut);
        await Eventually.ShouldBeAsync(() => reader.Lines, read + 10);
    }

    [Fact]
    public async Task APieceOfACapture_WaitsForRoom_AndIsNotLeftOut()
    {
        using var reader = new StuckReader();
        var messages = new MessageWriter(reader);
        TellEvents(messages, (int)(MessageWriter.MostWaiting / TextLength) + 1);
        var before = messages.LeftOut;

        var telling = Task.Run(() => messages.Tell(new AgentReport.Captured([1, 2, 3])), TestContext.Current.CancellationToken);

        // It cannot be shown that it waits for ever; that it has not returned when an answer given after it has is what can be seen.
        await WithoutWaitingAsync(() => messages.Answer(1, new AgentReport.Pong(1)));
        telling.IsCompleted.ShouldBeFalse();
        reader.Resume();
        await telling.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        messages.LeftOut.ShouldBe(before);
    }

    [Fact]
    public async Task WhenTheControllerIsGone_NobodyWaits()
    {
        using var reader = new StuckReader();
        var messages = new MessageWriter(reader);
        TellEvents(messages, (int)(MessageWriter.MostWaiting / TextLength) + 1);
        reader.Break();

        await WithoutWaitingAsync(() =>
        {
            messages.Tell(new AgentReport.Captured([1, 2, 3]));
            messages.Answer(1, new AgentReport.Pong(1));
        });
    }

    private static void TellEvents(MessageWriter messages, int number)
    {
        var text = new string('x', TextLength);
        for (var i = 0; i < number; i++)
        {
            messages.Tell(new AgentReport.Logged(At: i, "information", EventId: 1, text));
        }
    }

    private static Task WithoutWaitingAsync(Action action) =>
        Task.Run(action, TestContext.Current.CancellationToken).WaitAsync(Deadline, TestContext.Current.CancellationToken);

    /// <summary>The end of a pipe whose other end reads nothing until it is told to.</summary>
    private sealed class StuckReader : Stream
    {
        private readonly ManualResetEventSlim reads = new();
        private volatile bool isBroken;
        private long lines;

        public long Lines => Interlocked.Read(ref lines);

        /// <summary>The requests that were answered.</summary>
        public List<long> Answers { get; } = [];

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public void Resume() => reads.Set();

        public void Break()
        {
            isBroken = true;
            reads.Set();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            reads.Wait();
            if (isBroken)
            {
                throw new IOException("Broken pipe");
            }

            if (ProtocolJson.ReadMessage(Encoding.UTF8.GetString(buffer)).Answers is { } answered)
            {
                Answers.Add(answered);
            }

            Interlocked.Increment(ref lines);
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            // The writer's thread ends with what it writes to.
            Break();
            base.Dispose(disposing);
        }
    }
}
