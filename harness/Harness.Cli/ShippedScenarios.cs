using Harness.Cli.Commands;
using Harness.Scenarios.Yaml;

namespace Harness.Cli;

/// <summary>The scenarios that come with the harness, by the names that a user may give instead of a path.</summary>
/// <param name="folder">Where they are.</param>
internal sealed class ShippedScenarios(string folder)
{
    private const string Extension = ".yaml";
    private const string Name = "scenarios";

    /// <summary>Where they are, wherever the program was installed: a folder of .yaml files and folders of them.</summary>
    public static string Folder =>
        Installed(AppContext.BaseDirectory) ?? Path.Combine(Home.Checkout ?? Directory.GetCurrentDirectory(), Name);

    /// <summary>The names of their files, the ending left out, sorted; none where there is no such folder.</summary>
    public IReadOnlyList<string> FileNames =>
        [.. All.Select(file => Path.GetFileNameWithoutExtension(file)).Distinct().Order(StringComparer.Ordinal)];

    private IReadOnlyList<string> All => Directory.Exists(folder) ? ScenarioFiles.Find([folder]) : [];

    /// <summary>
    /// Those of an installed program: beside it (the .NET tool), or in the <c>share</c> of the <c>lib</c> that it is in (an archive, a
    /// package of the system). Null when it was built in a checkout.
    /// </summary>
    /// <param name="program">The folder of the program itself.</param>
    public static string? Installed(string program) =>
        new[] { Path.Combine(program, Name), Path.GetFullPath($"../../share/harness/{Name}", program) }.FirstOrDefault(Directory.Exists);

    /// <summary>
    /// The file that <paramref name="word"/> names: by the scenario's name, by its path below scenarios/, or by its file's name, the ending
    /// left out or not. Null when there is none, or when there are several.
    /// </summary>
    public string? Find(string word) => Named(word) is [var only] ? only : null;

    /// <summary>What is wrong with a word that names no file, and what may be meant.</summary>
    public string WhyNot(string word)
    {
        if (Named(word) is { Count: > 1 } several)
        {
            return $"is the name of several scenarios: {string.Join(", ", several.Select(Below))}; name one of them";
        }

        var names = All.SelectMany(f => new[] { NameOf(f), Path.GetFileName(Below(f)) });
        var meant = SpellingSuggestion.For(Path.GetFileName(Stem(word)), names);
        return $"there is no such file, and no scenario of this name{meant}{(meant.Length > 0 ? "" : ";")} "
            + $"'{Home.Command} list' shows the scenarios that come with the harness";
    }

    // The first way of naming them that fits any.
    private List<string> Named(string word)
    {
        var stem = Stem(word);
        Func<string, string>[] ways = [NameOf, Below, file => Path.GetFileName(Below(file))];
        return ways.Select(way => All.Where(file => way(file) == stem).ToList()).FirstOrDefault(found => found.Count > 0) ?? [];
    }

    private static string Stem(string word) => word.EndsWith(Extension, StringComparison.Ordinal) ? word[..^Extension.Length] : word;

    private string Below(string file) => Stem(Path.GetRelativePath(folder, file));

    // Read without the rest of the file: a scenario that is wrong has a name too.
    private static string NameOf(string file)
    {
        const string key = "name:";
        return File.ReadLines(file).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Trim() ?? "";
    }
}
