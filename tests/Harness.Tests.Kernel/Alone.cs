namespace Harness.Tests.Kernel;

/// <summary>
/// Tests that load the machine, time something or count ports that all namespaces search alike: one at a time, and nothing beside them.
/// The classes without it mostly wait, each for programs in namespaces of its own; they run six at a time before these.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
