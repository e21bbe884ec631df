namespace Harness.Cli;

/// <summary>The scenarios that come with the program, wherever it was installed.</summary>
internal static class ShippedScenarios
{
    private const string Name = "scenarios";

    /// <summary>Where they are: a folder of .yaml files and folders of them.</summary>
    public static string Folder =>
        Installed(AppContext.BaseDirectory) ?? Path.Combine(Home.Checkout ?? Directory.GetCurrentDirectory(), Name);

    /// <summary>
    /// Those of an installed program: beside it (the .NET tool), or in the <c>share</c> of the <c>lib</c> that it is in (an archive, a
    /// package of the system). Null when it was built in a checkout.
    /// </summary>
    /// <param name="program">The folder of the program itself.</param>
    public static string? Installed(string program) =>
        new[] { Path.Combine(program, Name), Path.GetFullPath($"../../share/harness/{Name}", program) }.FirstOrDefault(Directory.Exists);

    /// <summary>Their names, which are those of their files without .yaml, sorted; none where there is no such folder.</summary>
    public static IReadOnlyList<string> NamesIn(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)).Distinct().Order(StringComparer.Ordinal)]
        : [];
}
