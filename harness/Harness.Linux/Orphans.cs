using System.Globalization;
using Harness.Protocol.Contracts;
using Harness.Protocol.Time;
using static Harness.Linux.Interop;

namespace Harness.Linux;

/// <summary>
/// The processes that ended children of this process leave behind. They become its own children: a subreaper's, prctl(2).
/// </summary>
public static class Orphans
{
    // One that is ended may leave others; none leaves some without end.
    private const int MostRounds = 20;
    private const long EndWithin = MonotonicClock.Second;
    private const long Pause = MonotonicClock.Second / 500;

    /// <summary>Whether this kernel lists a process's children (CONFIG_PROC_CHILDREN); without that none is found.</summary>
    public static bool AreSeen { get; } = File.Exists("/proc/thread-self/children");

    /// <summary>From now on they are this process's, whatever its PID namespace.</summary>
    public static void Adopt() => LinuxException.ThrowIfFailed(Libc.prctl(Libc.PR_SET_CHILD_SUBREAPER, 1), "prctl");

    /// <summary>Ends them all: SIGTERM, after a second SIGKILL. This process must have no other child that still runs.</summary>
    /// <param name="delay">Keeps the pauses between two looks at one that does not end at once.</param>
    /// <returns>The commands of those that still ran, as /proc/PID/comm names them.</returns>
    public static IReadOnlyList<string> End(IPreciseDelay delay)
    {
        var ended = new List<string>();
        for (var round = 0; round < MostRounds && Children() is { Count: > 0 } children; round++)
        {
            // One that has ended by itself was only not waited for.
            var running = children.Where(c => !HasEnded(c.Pid)).ToList();
            running.ForEach(c => Terminate.Process(c.Pid));
            foreach (var child in running)
            {
                ended.Add(child.Command);
                WaitOrKill(child.Pid, delay);
            }
        }

        return ended;
    }

    private static void WaitOrKill(int pid, IPreciseDelay delay)
    {
        var deadline = MonotonicClock.Now + EndWithin;
        while (!HasEnded(pid))
        {
            if (MonotonicClock.Now > deadline)
            {
                Terminate.Send(pid, Libc.SIGKILL);
                _ = Libc.waitpid(pid, out _, 0);
                return;
            }

            delay.Until(MonotonicClock.Now + Pause);
        }
    }

    private static bool HasEnded(int pid) => Libc.waitpid(pid, out _, Libc.WNOHANG) != 0;

    // /proc may be that of an outer PID namespace, and a child may have made an inner one. NSpid has a process's number in each of them,
    // from that of /proc inwards; kill(2) and waitpid(2) want the one in this process's own, as far inwards as its own last number.
    private static List<(int Pid, string Command)> Children()
    {
        var own = Numbers("self");
        return
        [
            .. Directory.GetDirectories("/proc/self/task")
                .SelectMany(task => Read($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(shown => (Numbers: Numbers(shown), Command: Read($"/proc/{shown}/comm").Trim()))
                .Where(child => own.Length > 0 && child.Numbers.Length >= own.Length)
                .Select(child => (child.Numbers[own.Length - 1], child.Command)),
        ];
    }

    private static int[] Numbers(string process)
    {
        var line = Read($"/proc/{process}/status").Split('\n').FirstOrDefault(l => l.StartsWith("NSpid:", StringComparison.Ordinal)) ?? "";
        return
        [
            .. line.Split('\t', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(n => int.Parse(n, CultureInfo.InvariantCulture)),
        ];
    }

    // Threads and processes may end while they are looked at.
    private static string Read(string path) => ProcessTree.Try(() => File.ReadAllText(path), "");
}
