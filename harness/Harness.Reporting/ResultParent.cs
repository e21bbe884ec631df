using System.Globalization;
using Harness.Protocol.Contracts;

namespace Harness.Reporting;

/// <summary>The folder in which result folders are made.</summary>
public static class ResultParent
{
    /// <summary>Opens it, and makes sure that folders can be made in it before anything is started.</summary>
    /// <param name="path">Made when it is missing.</param>
    /// <param name="files">Opens it.</param>
    /// <exception cref="ResultFolderException">They cannot.</exception>
    public static IOutputFolder Open(string path, IOutputFiles files)
    {
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

    /// <summary>Makes a folder that is named after its moment; two of one second get two names.</summary>
    /// <param name="parent">Where.</param>
    /// <param name="startedAt">The moment.</param>
    /// <param name="name">What it is for.</param>
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
}
