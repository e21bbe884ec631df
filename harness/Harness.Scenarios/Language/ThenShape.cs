using Harness.Scenarios.Options;
using Harness.Scenarios.Shapes;

namespace Harness.Scenarios.Language;

/// <summary>The <c>then</c> section, key by key.</summary>
internal static class ThenShape
{
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    private static readonly Shape<ThenStep.StartServer> Start = new MapShape<ThenStep.StartServer>((_, _) => new(true, TimeSpan.Zero))
        .Key("reuse_address", Values.Flag, o => o.ReuseAddress, (o, v) => o with { ReuseAddress = v })
        .Key("retry_for", Values.Duration(TimeSpan.Zero, TenMinutes), o => o.RetryFor, (o, v) => o with { RetryFor = v });

    private static readonly Shape<IReadOnlyList<string>> Names = new ListShape<string>(Values.Text, 1, 50);

    /// <param name="kernel">Settings of both sides.</param>
    /// <param name="client">The built-in clients.</param>
    public static Shape<IReadOnlyList<ThenStep>> Whole(Shape<KernelOptions> kernel, Shape<ClientOptions> client) => new ListShape<ThenStep>(
        new ChoiceShape<ThenStep>()
            .Carrying<ThenStep.Wait, TimeSpan>(
                "wait",
                Values.Duration(TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1)),
                "wait: DURATION",
                v => new(v),
                s => s.For)
            .Word<ThenStep.StopServer>("stop_server")
            .Carrying<ThenStep.StartServer, ThenStep.StartServer>(
                "start_server", Start, "start_server: { reuse_address: BOOL, retry_for: DURATION }", v => v, s => s)
            .Carrying<ThenStep.Set, KernelOptions>("set", kernel, "set: { client: { tcp_tw_reuse: 1 } }", v => new(v), s => s.Kernel)
            .Carrying<ThenStep.Arm, IReadOnlyList<string>>("arm", Names, "arm: RULES", v => new(v), s => s.Names)
            .Carrying<ThenStep.Disarm, IReadOnlyList<string>>("disarm", Names, "disarm: RULES", v => new(v), s => s.Names)
            .Carrying<ThenStep.Deliver, IReadOnlyList<string>>("deliver", Names, "deliver: RULES", v => new(v), s => s.Names)
            .Carrying<ThenStep.Load, ThenStep.Load>(
                "load", new ThenLoadShape(client), "load: [STEPS] or { as: NAME, client: CLIENT, steps: [STEPS] }", v => v, s => s),
        0,
        100);
}
