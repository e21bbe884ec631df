using System.Diagnostics;
using Harness.Scenarios.Options;

namespace Harness.Servers.Transports;

/// <summary>Writes bodies piece by piece, and does all else as the transport below it.</summary>
internal sealed class DribblingTransport(ITransport below, DribbleOptions options) : ITransport
{
    public RequestHead Head => below.Head;

    public ValueTask<bool> ReadRequestAsync(TimeSpan idle) => below.ReadRequestAsync(idle);

    public ValueTask<bool> SkipAsync(RequestBody body) => below.SkipAsync(body);

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> response)
    {
        // The head and the first piece of the body together; of what is only a head, nothing is left.
        var head = response.Span.IndexOf(RequestHead.End) + RequestHead.End.Length;
        var piece = (int)Math.Min((long)head + options.Bytes, response.Length);
        var due = Stopwatch.GetTimestamp();
        await below.WriteAsync(response[..piece]);
        for (var rest = response[piece..]; !rest.IsEmpty; rest = rest[piece..])
        {
            due += (long)options.Every.TotalNanoseconds;
            await below.WaitUntilAsync(due);
            piece = Math.Min(options.Bytes, rest.Length);
            await below.WriteAsync(rest[..piece]);
        }
    }

    public ValueTask WaitUntilAsync(long timestamp) => below.WaitUntilAsync(timestamp);

    public ValueTask<long?> DrainAsync(TimeSpan atMost) => below.DrainAsync(atMost);

    public void Dispose() => below.Dispose();
}
