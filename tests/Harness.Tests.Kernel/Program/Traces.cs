using System.Net.NetworkInformation;

namespace Harness.Tests.Kernel.Program;

/// <summary>What one run might leave behind besides its results: processes, namespaces, interfaces, temporary files.</summary>
internal sealed class Traces
{
    private readonly string mark = $"HARNESS_TEST={Guid.NewGuid()}";
    private readonly string temporary;
    private readonly IReadOnlySet<string> namespacesBefore = ProcessTree.NetworkNamespaces();
    private readonly string[] interfacesBefore = Interfaces();
    private readonly HashSet<string> own = new(StringComparer.Ordinal);

    /// <param name="folder">The test's own.</param>
    public Traces(TempFolder folder) => temporary = Directory.CreateDirectory(Path.Combine(folder.Path, "tmp")).FullName;

    /// <summary>Runs the program with a mark that every process it starts inherits.</summary>
    public IReadOnlyList<string> Prefix => ["env", mark, $"TMPDIR={temporary}"];

    /// <summary>The names of the processes that are there now.</summary>
    public IReadOnlyList<string> Processes => [.. ProcessTree.With(mark).Select(ProcessTree.NameOf)];

    /// <summary>Remembers the namespaces that the run has by now: once its processes are gone, nobody can tell whose they were.</summary>
    public void Look() => own.UnionWith(ProcessTree.NetworkNamespaces(ProcessTree.With(mark)).Except(namespacesBefore));

    /// <summary>Nothing is left, at once or soon.</summary>
    public async Task ShouldBeGoneAsync()
    {
        await Eventually.ShouldBeTrueAsync(() => ProcessTree.With(mark).Count == 0, "every process that the run had started has ended");
        await Eventually.ShouldBeTrueAsync(() => !ProcessTree.NetworkNamespaces().Overlaps(own), "its namespaces are gone");
        Interfaces().ShouldBe(interfacesBefore);
        Directory.GetFileSystemEntries(temporary).ShouldBeEmpty();
    }

    private static string[] Interfaces() =>
        [.. NetworkInterface.GetAllNetworkInterfaces().Select(i => i.Name).Order(StringComparer.Ordinal)];
}
