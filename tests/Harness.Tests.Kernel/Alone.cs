namespace Harness.Tests.Kernel;

/// <summary>
/// Tests that load the machine, time something, count its processes or kill theirs: one at a time, and nothing beside them. The
/// classes without it mostly wait, each for programs in namespaces of its own; they run three at a time before these.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
