using Harness.Protocol.Counting;

namespace Harness.Tests.Loopback.Servers;

/// <summary>Compares a whole tally.</summary>
internal static class TallyAssertions
{
    public static void ShouldCount(this ConnectionTally tally, long opened, long completed, params (string Name, long Count)[] errors)
    {
        tally.Errors.Select(e => (e.Key, e.Value)).ShouldBe(errors, ignoreOrder: true);
        (tally.Opened, tally.Completed, tally.Failed).ShouldBe((opened, completed, errors.Sum(e => e.Count)));
    }
}
