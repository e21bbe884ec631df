namespace Harness.Protocol.Contracts;

/// <summary>Writes what a user asked for, so that a killed run leaves no half file and no temporary one.</summary>
public interface IOutputFiles
{
    /// <summary>
    /// Writes a file that the user named. A regular file is replaced as a whole; where there is nothing, one is made. Anything
    /// else at that path (a link, a device, a FIFO) is opened and written to, as other tools do. The folder must exist.
    /// </summary>
    /// <exception cref="IOException">The disk is full or the folder refuses; a regular file is then unchanged.</exception>
    void Write(string path, ReadOnlySpan<byte> content);

    /// <summary>Finds out whether <see cref="Write"/> could, and leaves everything as it is.</summary>
    /// <exception cref="IOException">It could not.</exception>
    void RequireWritable(string path);

    /// <summary>
    /// Opens a folder and holds it, whoever renames it later. Links in <paramref name="path"/> are followed: the user named them.
    /// </summary>
    /// <param name="path">Made, with its parents, when it is missing.</param>
    /// <exception cref="IOException">It cannot be made, or it is no folder.</exception>
    /// <exception cref="UnauthorizedAccessException">
    /// This program runs as root, and the folder is another user's, who could put links in it.
    /// </exception>
    IOutputFolder Open(string path);
}

/// <summary>
/// A folder that is held by a descriptor: what is written goes there, also when somebody renames it or puts a link in its place.
/// Names are single path components. No link below it is followed.
/// </summary>
public interface IOutputFolder : IDisposable
{
    /// <summary>Where it was when it was opened, for messages.</summary>
    string Path { get; }

    /// <summary>Creates a file, or replaces a regular one, as a whole.</summary>
    /// <exception cref="IOException">
    /// The disk is full, the folder refuses, or something other than a regular file has this name; what is there is unchanged.
    /// </exception>
    void Write(string name, ReadOnlySpan<byte> content);

    /// <summary>Creates a file that grows. Where its beginning finds no room, there is none.</summary>
    /// <returns>Null when the name is taken.</returns>
    /// <exception cref="IOException">The folder refuses, or the disk is full.</exception>
    FileStream? TryCreateFile(string name, ReadOnlySpan<byte> beginning);

    /// <summary>Makes a folder and holds it.</summary>
    /// <returns>Null when the name is taken.</returns>
    /// <exception cref="IOException">This folder refuses.</exception>
    IOutputFolder? TryCreateFolder(string name);

    /// <summary>Holds a folder inside this one.</summary>
    /// <param name="name">Made when it is missing.</param>
    /// <exception cref="IOException">It cannot be made, or something else than a folder has this name.</exception>
    IOutputFolder OpenFolder(string name);

    /// <summary>Makes a link to something inside this folder, or lets one that is there lead to it from now on.</summary>
    /// <param name="name">The link's name.</param>
    /// <param name="target">A name in this folder.</param>
    /// <param name="isOurs">Whether a link with this target is one that may be replaced.</param>
    /// <returns>
    /// False where anything else has this name, which is neither followed nor replaced, and where the file system has no links.
    /// </returns>
    bool TryLink(string name, string target, Func<string, bool> isOurs);

    /// <summary>Removes an empty folder inside this one. One that is missing, or not empty, is left as it is.</summary>
    void RemoveEmptyFolder(string name);
}
