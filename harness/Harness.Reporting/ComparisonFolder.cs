using System.Globalization;
using System.Text;
using Harness.Model;
using Harness.Model.Results;
using Harness.Reporting.Folders;
using Harness.Reporting.Pages;

namespace Harness.Reporting;

/// <summary>The folder of a comparison: <c>compare.json</c>, <c>report.html</c>, and the result folders of its own runs in <c>runs/</c>.</summary>
public static class ComparisonFolder
{
    /// <summary>Makes it.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="ResultFolderException">Nothing can be written in <paramref name="parent"/>.</exception>
    public static string Create(string parent, DateTimeOffset startedAt, IWholeFile files)
    {
        using var writable = ResultFolder.Create(parent, files);
        var name = string.Create(CultureInfo.InvariantCulture, $"{startedAt.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-compare");
        var path = Path.Combine(parent, name);
        for (var n = 2; Directory.Exists(path); n++)
        {
            path = Path.Combine(parent, $"{name}-{n}");
        }

        Directory.CreateDirectory(path);
        return path;
    }

    /// <summary>Where the result folders of its own runs go.</summary>
    public static string Runs(string folder) => Path.Combine(folder, "runs");

    /// <summary>Takes an empty one away again, when nothing could be started.</summary>
    public static void RemoveEmpty(string folder)
    {
        foreach (var path in new[] { Runs(folder), folder })
        {
            if (Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any())
            {
                Directory.Delete(path);
            }
        }
    }

    /// <summary>Writes compare.json and report.html.</summary>
    /// <returns>The path of the report.</returns>
    public static string Write(string folder, Comparison comparison, IWholeFile files)
    {
        JsonFile.Write(files, Path.Combine(folder, ResultFiles.Comparison), comparison with
        {
            Subjects = [.. comparison.Subjects.Select(s => s with { Folders = [.. s.Folders.Select(f => Inside(folder, f))] })],
        });
        return WriteReport(folder, comparison, files);
    }

    /// <summary>Whether <paramref name="folder"/> is one.</summary>
    internal static bool Is(string folder) => File.Exists(Path.Combine(folder, ResultFiles.Comparison));

    /// <summary>Draws report.html again from compare.json.</summary>
    /// <exception cref="ResultFolderException">compare.json is damaged, or a newer version wrote it.</exception>
    internal static string Redraw(string folder, IWholeFile files) => WriteReport(folder, Read(folder), files);

    /// <summary>What compare.json holds.</summary>
    /// <exception cref="ResultFolderException">It is damaged, or a newer version wrote it.</exception>
    internal static Comparison Read(string folder) => JsonFile.Read<Comparison>(Path.Combine(folder, ResultFiles.Comparison))!;

    private static string WriteReport(string folder, Comparison comparison, IWholeFile files)
    {
        var path = Path.Combine(folder, ResultFiles.Report);
        files.Write(path, Encoding.UTF8.GetBytes(ComparisonPage.Render(comparison)));
        return path;
    }

    private static string Inside(string folder, string path)
    {
        var relative = Path.GetRelativePath(folder, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
