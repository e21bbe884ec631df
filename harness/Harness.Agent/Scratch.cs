using Harness.Agent.Hosts;
using Harness.Linux;

namespace Harness.Agent;

/// <summary>The folder in which a program, or a load engine, may write: gone with the agent.</summary>
internal sealed class Scratch
{
    private string? folder;
    private string? onDisk;

    /// <summary>
    /// The folder that the node was given, on loopback, where the mounts may be the machine's; else one in memory that no other process
    /// sees, or on a host where nothing can be mounted, one for this user only below the temporary folder.
    /// </summary>
    public string Folder => folder ??= onDisk ?? (OwnNamespace.Is ? ScratchFolder.Mount() : onDisk = OfThisUser());

    /// <summary>Takes the node's folder on disk; null where it has none.</summary>
    public void Give(string? path) => onDisk = path;

    private static string OfThisUser() => Directory.CreateTempSubdirectory("harness-").FullName;

    /// <summary>Takes away what is on disk.</summary>
    public void Remove()
    {
        try
        {
            if (onDisk is not null)
            {
                Directory.Delete(onDisk, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The program took a right away, or writes still. The controller tries again, and there is nobody else to tell.
        }
    }
}
