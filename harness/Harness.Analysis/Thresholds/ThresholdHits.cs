using Harness.Analysis.Results;
using Harness.Scenarios.Options;

namespace Harness.Analysis.Thresholds;

/// <summary>What a <see cref="ThresholdShare"/> counts.</summary>
public static class ThresholdHits
{
    /// <summary>The connections of the share.</summary>
    public static long Hits(this ThresholdShare share, ClosedFirst closed) => share switch
    {
        ThresholdShare.ServerTimeWait => closed.Server + closed.Both,
        ThresholdShare.ServerFirst => closed.Server,
        ThresholdShare.ClientTimeWait => closed.Client + closed.Both,
        _ => closed.Client,
    };
}
