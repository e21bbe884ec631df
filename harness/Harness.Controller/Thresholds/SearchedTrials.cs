using Harness.Analysis.Results;
using Harness.Analysis.Thresholds;
using Harness.Scenarios.Options;
using Harness.Scenarios.Planning;

namespace Harness.Controller.Thresholds;

/// <summary>The trials of a threshold search, each at the delay that the search wants to try next; bounded in number and in time.</summary>
internal sealed class SearchedTrials(ThresholdOptions options, Func<string, Scenario> probe, TimeProvider clock) : ITrialSource
{
    private readonly ThresholdSearch search = new(options);
    private readonly long startedAt = clock.GetTimestamp();
    private int trials;
    private SearchEnd end;

    public ThresholdSummary Found => search.Summary() with { Ended = end };

    public TrialPlan? Next()
    {
        if (search.Next() is not { } delay)
        {
            end = SearchEnd.Narrow;
        }
        else if (trials == options.Trials)
        {
            end = SearchEnd.Trials;
        }
        else if (clock.GetElapsedTime(startedAt) >= options.Within)
        {
            end = SearchEnd.Time;
        }
        else
        {
            var value = DurationText.Format(delay);
            var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal) { [options.Key] = value };
            return new TrialPlan(++trials, parameters, probe(value));
        }

        return null;
    }

    public void Ended(TrialSummary trial)
    {
        if (trial.Complete)
        {
            search.Add(options.Share.Hits(trial.ClosedFirst), trial.ClosedFirst.Known());
        }
    }
}
