namespace Harness.Analysis.Running;

/// <summary>Something that happened elsewhere, or earlier than it is told.</summary>
public interface IMoment
{
    /// <summary>Where it happened: a node's id.</summary>
    string Who { get; }

    /// <summary>When, a time stamp of this process's clock.</summary>
    long At { get; }
}
