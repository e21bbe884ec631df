namespace Harness.Scenarios.Options;

/// <summary>One step of the <c>then</c> section: what happens after the load, one after the other, before connections settle.</summary>
public abstract record ThenStep
{
    private ThenStep()
    {
    }

    /// <summary>Nothing happens for a while.</summary>
    /// <param name="For">For how long, 1 ms to 1 h.</param>
    public sealed record Wait(TimeSpan For) : ThenStep;

    /// <summary>
    /// The server's listeners close; the connections that it accepted stay as they are, as those of a server's child processes do.
    /// </summary>
    public sealed record StopServer : ThenStep;

    /// <summary>The server listens again on its addresses and ports. That it cannot is a result, not a failure of the run.</summary>
    /// <param name="ReuseAddress">SO_REUSEADDR on the new listener.</param>
    /// <param name="RetryFor">How long a refused bind(2) is tried again, every 100 ms, 0 to 10 min.</param>
    public sealed record StartServer(bool ReuseAddress, TimeSpan RetryFor) : ThenStep;

    /// <summary>Settings are changed and read back, in the namespaces only.</summary>
    /// <param name="Kernel">Each side's.</param>
    public sealed record Set(KernelOptions Kernel) : ThenStep;

    /// <summary>A step that changes rules of the link.</summary>
    /// <param name="Names">The rules', at least one.</param>
    public abstract record OfRules(IReadOnlyList<string> Names) : ThenStep;

    /// <summary>From now on these rules work.</summary>
    /// <param name="Names">The rules', at least one.</param>
    public sealed record Arm(IReadOnlyList<string> Names) : OfRules(Names);

    /// <summary>From now on these rules do not work; what they have held back still arrives.</summary>
    /// <param name="Names">The rules', at least one.</param>
    public sealed record Disarm(IReadOnlyList<string> Names) : OfRules(Names);

    /// <summary>The copies that these rules have kept arrive, in the order in which they were taken.</summary>
    /// <param name="Names">The rules', at least one.</param>
    public sealed record Deliver(IReadOnlyList<string> Names) : OfRules(Names);

    /// <summary>Another load, after the first one.</summary>
    /// <param name="Steps">Its steps.</param>
    /// <param name="Client">How its connections behave; null: as those of the scenario.</param>
    /// <param name="As">The name of its own figures, which loads of the same name share; null: it has none.</param>
    public sealed record Load(IReadOnlyList<LoadStep> Steps, ClientOptions? Client = null, string? As = null) : ThenStep;
}
