namespace Harness.Analysis.Results;

/// <summary>What must be alike for two measurements of speed to be comparable.</summary>
/// <param name="Architecture">x64, arm64, ...</param>
/// <param name="Cores">Processors that the run may use.</param>
/// <param name="Kernel">The kernel's version without its patch level: 6.18.</param>
/// <param name="Network"><c>namespaces</c> or <c>loopback</c>.</param>
/// <param name="Runtime">The .NET runtime's name and major version: .NET 10.</param>
public sealed record BaselineEnvironment(string Architecture, int Cores, string Kernel, string Network, string Runtime)
{
    /// <summary>In words, why figures of <paramref name="now"/> are not comparable with those recorded here; empty when they are.</summary>
    public IEnumerable<string> DifferencesTo(BaselineEnvironment now)
    {
        (string What, string Then, string Now)[] all =
        [
            ("architecture", Architecture, now.Architecture),
            ("cores", $"{Cores}", $"{now.Cores}"),
            ("kernel", Kernel, now.Kernel),
            ("network", Network, now.Network),
            ("runtime", Runtime, now.Runtime),
        ];
        return all.Where(f => f.Then != f.Now).Select(f => $"{f.What} {f.Now}, the baseline's is {f.Then}");
    }
}
