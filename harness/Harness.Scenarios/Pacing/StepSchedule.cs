using Harness.Scenarios.Options;

namespace Harness.Scenarios.Pacing;

/// <summary>What a load step asks of the clients, in one of three ways. Times are nanoseconds since the step's begin.</summary>
public abstract class StepSchedule
{
    private StepSchedule()
    {
    }

    /// <summary>The part of one client node. The parts of all nodes together are the whole.</summary>
    public StepSchedule Part(LoadShare share) => share.IsWhole ? this : PartOf(share);

    private protected abstract StepSchedule PartOf(LoadShare share);

    /// <summary>Workers open one connection after the other until all together have opened a number of them.</summary>
    /// <param name="copies">The number of workers.</param>
    /// <param name="connections">The number of connections of all workers together.</param>
    public sealed class Count(int copies, int connections) : StepSchedule
    {
        /// <summary>The number of workers; 0 on a node that gets none.</summary>
        public int Copies => copies;

        /// <summary>The number of connections; 0 on a node that gets none.</summary>
        public int Connections => connections;

        private protected override StepSchedule PartOf(LoadShare share) =>
            new Count(share.CopiesOf(copies), share.IterationsOf(connections, copies));
    }

    /// <summary>Workers open one connection after the other, and their number changes.</summary>
    /// <param name="from">The number of workers at the step's begin.</param>
    /// <param name="changes">When it changes, in order, and the number from then on.</param>
    /// <param name="during">How long the step lasts.</param>
    public sealed class Workers(int from, IEnumerable<(long At, int Workers)> changes, TimeSpan during) : StepSchedule
    {
        /// <summary>The number of workers at the step's begin.</summary>
        public int From => from;

        /// <summary>When the number changes, in order, and the number from then on.</summary>
        public IEnumerable<(long At, int Workers)> Changes => changes;

        /// <summary>How long the step lasts.</summary>
        public TimeSpan During => during;

        // Of all changes those that change this node's number: worker w is on its node whatever the number of all workers.
        private protected override StepSchedule PartOf(LoadShare share)
        {
            return new Workers(share.CopiesOf(from), Own(), during);

            IEnumerable<(long At, int Workers)> Own()
            {
                var number = share.CopiesOf(from);
                foreach (var (at, workers) in changes)
                {
                    if (share.CopiesOf(workers) is var changed && changed != number)
                    {
                        yield return (at, number = changed);
                    }
                }
            }
        }
    }

    /// <summary>Connections are due at moments of their own.</summary>
    /// <param name="moments">When each is due, in order.</param>
    /// <param name="during">How long the step lasts.</param>
    public sealed class DueTimes(IEnumerable<long> moments, TimeSpan during) : StepSchedule
    {
        /// <summary>When each connection is due, in order.</summary>
        public IEnumerable<long> Moments => moments;

        /// <summary>How long the step lasts.</summary>
        public TimeSpan During => during;

        // Each node works the whole schedule out and takes its slots, so that the spacing stays what it is. A rate divided by n would send
        // bursts of n.
        private protected override StepSchedule PartOf(LoadShare share)
        {
            return new DueTimes(Own(), during);

            IEnumerable<long> Own()
            {
                var slot = 0L;
                foreach (var moment in moments)
                {
                    if (share.Owns(slot++))
                    {
                        yield return moment;
                    }
                }
            }
        }
    }
}
