namespace Harness.Protocol.Http;

/// <summary>Something made once for each character of <see cref="BodyMark"/>, when it is first asked for. Safe for threads.</summary>
/// <param name="make">Makes one.</param>
public sealed class PerMark<T>(Func<byte, T> make)
{
    private readonly Dictionary<byte, T> made = [];

    /// <summary>The one of a character.</summary>
    public T Of(byte mark)
    {
        lock (made)
        {
            return made.TryGetValue(mark, out var known) ? known : made[mark] = make(mark);
        }
    }
}
