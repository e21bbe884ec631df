using Harness.Tests.Kernel.Cases;
using Harness.Tests.Kernel.Probing;
using Harness.Tests.Kernel.Program;
using Harness.Tests.Kernel.Witness;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Harness.Tests.Kernel.LongestFirst))]

namespace Harness.Tests.Kernel;

/// <summary>Starts the classes that take a minute or more before the others: one that began last would run alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        .. new[]
        {
            typeof(ToolTests), typeof(BadInputTests), typeof(KernelScenarioTests), typeof(ProbeServerTests), typeof(CaseTests),
            typeof(FaultTests), typeof(ProbeClientTests), typeof(OddServerTests), typeof(WitnessTests),
        }.Select(t => $"{t.FullName} "),
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => Rank($"{c.TestCollectionDisplayName} "))];

    private static int Rank(string collection) =>
        Array.FindIndex(Longest, l => collection.Contains(l, StringComparison.Ordinal)) is var at and >= 0 ? at : Longest.Length;
}
