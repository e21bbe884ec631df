namespace Harness.Agent.Link;

/// <summary>What a link does with each frame. It is asked once per frame, in the order of arrival, on the link's thread.</summary>
internal interface ILinkRule
{
    /// <summary>When to pass it on; frames that are due at the same time keep the order of their arrival.</summary>
    /// <param name="to">Which way it goes.</param>
    /// <param name="frame">The Ethernet frame; not to be kept.</param>
    /// <param name="arrived">When it arrived, a value of <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>.</param>
    /// <returns>Likewise; null when it is not to arrive.</returns>
    long? DueAt(LinkDirection to, ReadOnlySpan<byte> frame, long arrived);

    /// <summary>What <see cref="Left"/> is to be told of the frame that was asked about last; 0: nothing.</summary>
    long Mark => 0;

    /// <summary>A frame that has a mark has left the link.</summary>
    /// <param name="mark">Its mark.</param>
    /// <param name="at">When, a value of <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>.</param>
    void Left(long mark, long at)
    {
    }
}
