using Harness.Protocol.Counting;

namespace Harness.Protocol.Tcp;

/// <summary>A system call on a TCP socket failed.</summary>
/// <param name="number">Its error number, see errno(3).</param>
public sealed class TcpException(int number) : Exception(Harness.Protocol.Counting.Errno.NameOf(number))
{
    /// <summary>The name of the error, as in <see cref="ConnectionTally.Errors"/>: ECONNRESET.</summary>
    public string Errno => Message;
}
