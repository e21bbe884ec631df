using Harness.Linux;
using Harness.Scenarios.Options;

namespace Harness.Agent;

/// <summary>The folder in which a program, or a load engine, may write: made when it is first asked for, gone with the agent.</summary>
internal sealed class Scratch
{
    private string? mounted;
    private string? onDisk;

    /// <summary>
    /// In namespaces a folder in memory that no other process sees; on loopback, where the mounts may be the machine's, one below the
    /// temporary folder that only this user may enter, under a name that nobody can guess.
    /// </summary>
    public string Folder(NetworkKind network) => network == NetworkKind.Loopback
        ? onDisk ??= Directory.CreateTempSubdirectory("harness-").FullName
        : mounted ??= ScratchFolder.Mount();

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
            // The program took a right away, or writes still. The agent ends here: there is nobody left to tell.
        }
    }
}
