namespace Harness.Protocol.Counting;

/// <summary>Counts the connections of one side while they run. Safe for threads; every snapshot is of one moment.</summary>
public sealed class ConnectionCounter
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, long> errors = new(StringComparer.Ordinal);
    private readonly long[] closes = new long[Enum.GetValues<FirstCloser>().Length];
    private long opened;
    private long completed;
    private long failed;

    /// <summary>A connection was accepted, or a connect succeeded.</summary>
    public void Opened()
    {
        lock (gate)
        {
            opened++;
        }
    }

    /// <summary>A connection ended as its policy meant it to.</summary>
    public void Completed()
    {
        lock (gate)
        {
            completed++;
        }
    }

    /// <summary>A connection could not be opened or ended otherwise.</summary>
    /// <param name="name">As in <see cref="ConnectionTally.Errors"/>.</param>
    public void Failed(string name)
    {
        lock (gate)
        {
            failed++;
            errors[name] = errors.GetValueOrDefault(name) + 1;
        }
    }

    /// <summary>This side closed its socket.</summary>
    /// <param name="first">Who had closed first.</param>
    public void Closed(FirstCloser first)
    {
        lock (gate)
        {
            closes[(int)first]++;
        }
    }

    /// <summary>The connections so far.</summary>
    public ConnectionTally Tally()
    {
        lock (gate)
        {
            return new()
            {
                Opened = opened,
                Completed = completed,
                Failed = failed,
                Errors = new Dictionary<string, long>(errors, StringComparer.Ordinal),
            };
        }
    }

    /// <summary>Who closed first so far; what was opened and is not closed yet is unknown.</summary>
    public CloseTally Closes()
    {
        lock (gate)
        {
            var (self, peer, reset) = (closes[(int)FirstCloser.Self], closes[(int)FirstCloser.Peer], closes[(int)FirstCloser.Reset]);
            return new() { Self = self, Peer = peer, Reset = reset, Unknown = opened - self - peer - reset };
        }
    }
}
