using Harness.Linux;
using Harness.Protocol.Time;

namespace Harness.Agent.Hosts;

/// <summary>
/// Ends this process when nothing was heard from the controller for ten seconds: a cut cable closes no pipe. Its thread takes no lock and
/// writes nowhere, so nothing that is stuck can hold it up.
/// </summary>
internal sealed class DeadMan
{
    // The controller lets itself be heard every two seconds.
    private const long Patience = 10 * MonotonicClock.Second;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan KillsFor = TimeSpan.FromSeconds(1);

    private long heard = MonotonicClock.Now;

    /// <summary>The controller was heard.</summary>
    public void Heard() => Volatile.Write(ref heard, MonotonicClock.Now);

    /// <summary>Begins to watch.</summary>
    public void Arm() => new Thread(Watch) { Name = "dead man", IsBackground = true, Priority = ThreadPriority.Highest }.Start();

    private void Watch()
    {
        using var never = new ManualResetEvent(initialState: false);
        while (MonotonicClock.Now - Volatile.Read(ref heard) < Patience)
        {
            never.WaitOne(LookEvery);
        }

        // Programs would go on where they are in no PID namespace of their own. Whatever holds that up holds up nothing else.
        var killing = new Thread(ProcessTree.Kill) { Name = "killing", IsBackground = true };
        killing.Start();
        killing.Join(KillsFor);
        ProcessEnd.Now(ProcessEnd.Unheard);
    }
}
