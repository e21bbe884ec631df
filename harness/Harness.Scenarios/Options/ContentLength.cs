namespace Harness.Scenarios.Options;

/// <summary>How the Content-Length field of a response relates to the body that is really sent.</summary>
/// <param name="IsPresent">False: no Content-Length field, the body ends with the connection.</param>
/// <param name="Offset">Bytes added to the true length; negative means that the field promises less than is sent.</param>
public sealed record ContentLength(bool IsPresent, int Offset)
{
    /// <summary>The field tells the truth.</summary>
    public static ContentLength Exact { get; } = new(IsPresent: true, 0);

    /// <summary>There is no such field.</summary>
    public static ContentLength Missing { get; } = new(IsPresent: false, 0);

    /// <summary>The words of the scenario file: <c>exact</c>, <c>missing</c>, <c>larger by 50</c>, <c>smaller by 3</c>.</summary>
    public override string ToString() => this switch
    {
        { IsPresent: false } => "missing",
        { Offset: > 0 } => $"larger by {Offset}",
        { Offset: < 0 } => $"smaller by {-Offset}",
        _ => "exact",
    };
}
