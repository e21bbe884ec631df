using Harness.Protocol.Probing;
using Harness.Scenarios.Options;
using static Harness.Tests.Loopback.Probing.Probed;

namespace Harness.Tests.Loopback.Probing;

/// <summary>The wire-level probe against a server of every policy: it names the policy that the server was given.</summary>
public sealed class ServerPolicyTests
{
    public static TheoryData<ServerClose, ServerModel, ServerEnding> Policies
    {
        get
        {
            var data = new TheoryData<ServerClose, ServerModel, ServerEnding>();
            foreach (var model in Enum.GetValues<ServerModel>())
            {
                data.Add(new ServerClose.Immediately(), model, ServerEnding.PlainClose);
                data.Add(new ServerClose.After(TimeSpan.FromMilliseconds(300)), model, ServerEnding.PlainClose);
                data.Add(new ServerClose.Reset(), model, ServerEnding.Reset);
                data.Add(new ServerClose.WhenClientCloses(), model, ServerEnding.WhenClientCloses);
                data.Add(new ServerClose.Never(), model, ServerEnding.Never);
                data.Add(new ServerClose.HalfCloseThenDrain(TimeSpan.FromSeconds(1)), model, ServerEnding.HalfCloseThenDrain);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task AServersPolicy_IsFoundOutOnTheWire(ServerClose policy, ServerModel model, ServerEnding expected)
    {
        await using var server = Start(policy, model);

        var found = await Prober(server).WithCloseAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Deadline, TestContext.Current.CancellationToken);

        (found.Ending, found.Answered).ShouldBe((expected, true));
        (found.AfterLastByteUs is null).ShouldBe(expected == ServerEnding.Never);
        (found.DrainSeconds is null).ShouldBe(expected != ServerEnding.HalfCloseThenDrain);
    }
}
