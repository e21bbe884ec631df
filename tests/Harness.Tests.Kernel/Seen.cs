using Harness.Analysis.Results;

namespace Harness.Tests.Kernel;

/// <summary>Who closed first, as the segments of both ends say it, without a reset.</summary>
internal static class Seen
{
    public static ClosedFirst BySegments(long server = 0, long client = 0) => new()
    {
        Server = server,
        Client = client,
        ResetAfterServerFin = 0,
        ResetAfterClientFin = 0,
        DataAfterServerFin = 0,
        DataAfterClientFin = 0,
        Source = ClosedFirstSource.Segments,
    };
}
