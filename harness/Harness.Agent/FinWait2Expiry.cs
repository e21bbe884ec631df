using Harness.Protocol.Time;

namespace Harness.Agent;

/// <summary>
/// Whether a FIN_WAIT2 minisocket may have timed out. The kernel counts each as a TIME_WAIT when it is made, and nothing says afterwards
/// that it never became one. None can time out before tcp_fin_timeout is over, so as long as there were none at some sample within that
/// time, each that is gone has become a TIME_WAIT.
/// </summary>
/// <param name="start">When there was none yet: CLOCK_MONOTONIC in nanoseconds.</param>
/// <param name="timeout">Reads tcp_fin_timeout, in seconds.</param>
internal sealed class FinWait2Expiry(long start, Func<long> timeout)
{
    // Of a longer time-out the kernel spends all but a minute in a full socket (tcp_close, tcp_keepalive_timer).
    private const long MostOfMinisocket = 60;

    private long noneAt = start;
    private long shortest = MostOfMinisocket;
    private bool mayHave;

    /// <summary>Takes a sample; true from the first one on by which a minisocket may have timed out.</summary>
    /// <param name="begun">CLOCK_MONOTONIC before the sockets were read, in nanoseconds.</param>
    /// <param name="ended">The same, afterwards.</param>
    /// <param name="minisockets">FIN_WAIT2 minisockets that were there.</param>
    /// <param name="made">Minisockets of both kinds made so far.</param>
    public bool Observe(long begun, long ended, int minisockets, long made)
    {
        if (made > 0)
        {
            var seconds = timeout();
            shortest = Math.Min(shortest, seconds > MostOfMinisocket ? seconds - MostOfMinisocket : seconds);
            mayHave |= ended - noneAt >= shortest * MonotonicClock.Second;
        }

        if (minisockets == 0)
        {
            noneAt = begun;
        }

        return mayHave;
    }
}
