using System.Text;
using Harness.Analysis.Comparing;
using Harness.Analysis.Results;
using Harness.Protocol.Contracts;
using Harness.Reporting.Folders;
using Harness.Reporting.Pages;

namespace Harness.Reporting;

/// <summary>
/// The folder of a comparison: <c>compare.json</c>, <c>report.html</c>, and the result folders of its own runs in <c>runs/</c>.
/// </summary>
public sealed class ComparisonFolder : IDisposable
{
    private const string RunsName = "runs";

    private readonly IOutputFolder parent;
    private readonly IOutputFolder folder;

    private ComparisonFolder(IOutputFolder parent, IOutputFolder folder) =>
        (this.parent, this.folder, Runs) = (parent, folder, folder.OpenFolder(RunsName));

    /// <summary>Where it is.</summary>
    public string Path => folder.Path;

    /// <summary>Where the result folders of its own runs go.</summary>
    public IOutputFolder Runs { get; }

    /// <summary>Makes the folder of a comparison.</summary>
    /// <exception cref="ResultFolderException">Nothing can be written in <paramref name="parent"/>.</exception>
    public static ComparisonFolder Create(string parent, DateTimeOffset startedAt, IOutputFiles files)
    {
        var opened = ResultParent.Open(parent, files);
        return new(opened, ResultParent.Claim(opened, startedAt, "compare"));
    }

    /// <summary>Writes compare.json and report.html.</summary>
    /// <param name="comparison">What was found.</param>
    /// <param name="isLatest">Whether the link <c>latest</c> beside the folder is to lead to it.</param>
    /// <returns>The path of the report.</returns>
    public string Write(Comparison comparison, bool isLatest)
    {
        if (isLatest)
        {
            ResultParent.PointLatest(parent, folder);
        }

        var inside = comparison with
        {
            Subjects = [.. comparison.Subjects.Select(s => s with { Folders = [.. s.Folders.Select(f => Inside(folder.Path, f))] })],
        };
        JsonFile.Write(folder, ResultFiles.Comparison, inside);
        return WriteReport(folder, inside);
    }

    /// <summary>Closes the folder, and removes it when nothing was started, so that it is empty.</summary>
    public void Dispose()
    {
        Runs.Dispose();
        folder.RemoveEmptyFolder(RunsName);
        folder.Dispose();
        parent.RemoveEmptyFolder(System.IO.Path.GetFileName(folder.Path));
        parent.Dispose();
    }

    /// <summary>Whether <paramref name="folder"/> is that of a comparison.</summary>
    internal static bool Is(string folder) => File.Exists(System.IO.Path.Combine(folder, ResultFiles.Comparison));

    /// <summary>Draws report.html again from compare.json.</summary>
    /// <exception cref="ResultFolderException">compare.json is damaged, or a newer version wrote it.</exception>
    internal static string Redraw(IOutputFolder folder) => WriteReport(folder, Read(folder.Path));

    /// <summary>What compare.json holds.</summary>
    /// <exception cref="ResultFolderException">It is damaged, or a newer version wrote it.</exception>
    internal static Comparison Read(string folder)
    {
        var path = System.IO.Path.Combine(folder, ResultFiles.Comparison);
        var comparison = JsonFile.Read<Comparison>(path, Comparison.NewestFormat)!;
        return ComparisonRules.Broken(comparison) is { } broken
            ? throw new ResultFolderException($"{path}: {broken}. Restore the file from a copy, or compare again.")
            : comparison;
    }

    private static string WriteReport(IOutputFolder folder, Comparison comparison)
    {
        folder.Write(ResultFiles.Report, Encoding.UTF8.GetBytes(ComparisonPage.Render(comparison, folder.Path)));
        return System.IO.Path.Combine(folder.Path, ResultFiles.Report);
    }

    private static string Inside(string folder, string path)
    {
        var relative = System.IO.Path.GetRelativePath(folder, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
