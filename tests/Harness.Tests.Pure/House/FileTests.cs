using System.Text.RegularExpressions;

namespace Harness.Tests.Pure.House;

/// <summary>The limits of every C# file: how long it is, how wide its lines are, and that its summaries say something.</summary>
public sealed partial class FileTests
{
    private const int MostLines = 300;
    private const int MostColumns = 140;
    private const int FewestWords = 3;

    private static readonly string[] Folders = ["harness", "servers", "clients", "tests", "benchmarks"];

    // A build or a package manager writes these, not a person.
    private static readonly string[] NotOurs = ["bin", "obj", "artifacts", "node_modules"];

    private static readonly Lazy<IReadOnlyList<SourceFile>> Files = new(() => [.. Folders.SelectMany(FilesOf)]);

    [Fact]
    public void EveryFolder_HasFiles() =>
        Folders.ShouldAllBe(folder => Files.Value.Any(f => f.Path.StartsWith($"{folder}/", StringComparison.Ordinal)));

    [Fact]
    public void AFile_HasAtMost300Lines() =>
        Files.Value.Where(f => f.Lines.Length > MostLines)
            .Select(f => $"{f.Path}:{f.Lines.Length}")
            .ShouldBeEmpty($"a file has at most {MostLines} lines: split it by theme");

    [Fact]
    public void ALine_HasAtMost140Columns() =>
        Files.Value.SelectMany(f => f.Lines.Index().Where(l => l.Item.Length > MostColumns).Select(l => f.At(l.Index)))
            .ShouldBeEmpty($"a line has at most {MostColumns} columns: fold it");

    [Fact]
    public void ASummary_HasAtLeastThreeWords() =>
        Files.Value.SelectMany(f => Summaries(f).Where(s => Words(s.Text).Length < FewestWords).Select(s => f.At(s.Index)))
            .ShouldBeEmpty($"a summary has at least {FewestWords} words: say what the thing does or means");

    [Theory]
    [InlineData("It ends.", 2)]
    [InlineData("Ends <paramref name=\"process\"/>.", 2)]
    [InlineData("<c>uname -r</c>", 2)]
    [InlineData("How <see cref=\"Stop\"/> ended.", 3)]
    [InlineData("\n    Starts\n    the program.\n", 3)]
    public void AReference_CountsAsOneWord_AndATagAsNone(string text, int words) => Words(text).Length.ShouldBe(words);

    private static IEnumerable<SourceFile> FilesOf(string folder) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Folder, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(path => !path.Split('/').Intersect(NotOurs, StringComparer.Ordinal).Any())
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, File.ReadAllLines(Repository.PathOf(path))));

    // What stands between the tags, by the line where it begins.
    private static IEnumerable<(int Index, string Text)> Summaries(SourceFile file)
    {
        for (var begin = 0; begin < file.Lines.Length; begin++)
        {
            if (file.Lines[begin].TrimStart().StartsWith("/// <summary>", StringComparison.Ordinal))
            {
                var comment = file.Lines.Skip(begin).Select(l => l.TrimStart())
                    .TakeWhile(l => l.StartsWith("///", StringComparison.Ordinal));
                var text = string.Join('\n', comment.Select(l => l[3..]));
                yield return (begin, text.Split("<summary>")[1].Split("</summary>")[0]);
            }
        }
    }

    private static string[] Words(string text) =>
        Tag().Replace(Reference().Replace(text, "it"), "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex("<[^>]*/>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();

    private sealed record SourceFile(string Path, string[] Lines)
    {
        /// <summary>The place of a line, as an editor opens it.</summary>
        public string At(int index) => $"{Path}:{index + 1}";
    }
}
