namespace Harness.Model;

/// <summary>Writes files that are there whole or not at all, so that a killed run leaves no half file and no temporary one.</summary>
public interface IWholeFile
{
    /// <summary>Creates or replaces <paramref name="path"/>. Its folder must exist.</summary>
    /// <exception cref="IOException">The disk is full or the folder refuses; an existing file is then unchanged.</exception>
    void Write(string path, ReadOnlySpan<byte> content);
}
