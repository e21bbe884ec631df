using Harness.Protocol.Contracts;

namespace Harness.Testing;

/// <summary>Enough for tests, which are not killed and have no enemies.</summary>
internal sealed class PlainFiles : IOutputFiles
{
    public void Write(string path, ReadOnlySpan<byte> content) => File.WriteAllBytes(path, content);

    public void RequireWritable(string path)
    {
    }

    public IOutputFolder Open(string path) => new PlainFolder(Directory.CreateDirectory(path).FullName);
}

/// <summary>A folder by its path.</summary>
internal sealed class PlainFolder(string path) : IOutputFolder
{
    public string Path { get; } = path;

    public void Write(string name, ReadOnlySpan<byte> content) => File.WriteAllBytes(In(name), content);

    public FileStream? TryCreateFile(string name, ReadOnlySpan<byte> beginning)
    {
        if (File.Exists(In(name)))
        {
            return null;
        }

        var file = new FileStream(In(name), FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Write(beginning);
        return file;
    }

    public IOutputFolder? TryCreateFolder(string name) => Directory.Exists(In(name)) ? null : OpenFolder(name);

    public IOutputFolder OpenFolder(string name) => new PlainFolder(Directory.CreateDirectory(In(name)).FullName);

    public bool TryLink(string name, string target, Func<string, bool> isOurs)
    {
        if (new FileInfo(In(name)).LinkTarget is { } there && isOurs(there))
        {
            File.Delete(In(name));
        }

        if (System.IO.Path.Exists(In(name)))
        {
            return false;
        }

        File.CreateSymbolicLink(In(name), target);
        return true;
    }

    public void RemoveEmptyFolder(string name)
    {
        if (Directory.Exists(In(name)) && Directory.GetFileSystemEntries(In(name)).Length == 0)
        {
            Directory.Delete(In(name));
        }
    }

    public void Dispose()
    {
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
