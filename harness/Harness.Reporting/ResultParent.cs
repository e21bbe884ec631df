using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Protocol.Contracts;
using Harness.Reporting.Folders;

namespace Harness.Reporting;

/// <summary>The folder in which result folders are made.</summary>
public static partial class ResultParent
{
    /// <summary>Opens it, and makes sure that folders can be made in it before anything is started.</summary>
    /// <param name="path">Made when it is missing.</param>
    /// <param name="files">Opens it.</param>
    /// <exception cref="ResultFolderException">They cannot.</exception>
    public static IOutputFolder Open(string path, IOutputFiles files)
    {
        if (File.Exists(path))
        {
            throw new ResultFolderException(
                $"{path} is a file, not a folder: no result folder can be made in it. Name another place with --out.");
        }

        try
        {
            var parent = files.Open(path);

            // A name that nobody can have taken before.
            var probe = $".writable-{Path.GetRandomFileName()}";
            parent.TryCreateFolder(probe)?.Dispose();
            parent.RemoveEmptyFolder(probe);
            return parent;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ResultFolderException(
                $"no result folder can be made in {path}: {e.Message.TrimEnd('.')}. Name another place with --out.", e);
        }
    }

    /// <summary>Lets the link <c>latest</c> lead to a folder that <see cref="Claim"/> has made.</summary>
    /// <param name="parent">The folder that it was made in.</param>
    /// <param name="folder">The folder that is the newest now.</param>
    /// <returns>False where something else than such a link has this name, or where there are no links.</returns>
    public static bool PointLatest(IOutputFolder parent, IOutputFolder folder) =>
        parent.TryLink(ResultFiles.Latest, Path.GetFileName(folder.Path), target => DatedPattern().IsMatch(target));

    /// <summary>Makes a folder that is named after its moment; two of one second get two names.</summary>
    /// <param name="parent">The folder that it is made in.</param>
    /// <param name="startedAt">The moment in its name.</param>
    /// <param name="name">The rest of its name: what it is for.</param>
    public static IOutputFolder Claim(IOutputFolder parent, DateTimeOffset startedAt, string name)
    {
        var dated = string.Create(CultureInfo.InvariantCulture, $"{startedAt.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{name}");
        for (var n = 1; ; n++)
        {
            if (parent.TryCreateFolder(n == 1 ? dated : $"{dated}-{n}") is { } folder)
            {
                return folder;
            }
        }
    }

    // The names that Claim gives: none of them leads out of the folder.
    [GeneratedRegex(@"^[0-9]{8}T[0-9]{6}Z-[^/]+\z", RegexOptions.None, 1000)]
    private static partial Regex DatedPattern();
}
