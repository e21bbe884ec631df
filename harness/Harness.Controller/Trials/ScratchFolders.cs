using Harness.Scenarios.Options;

namespace Harness.Controller.Trials;

/// <summary>
/// The folders of a trial's nodes on loopback, in which a program or a load engine may write: each below the temporary folder, under a name
/// that nobody can guess, for this user only. They go with the trial, also when an agent was killed; the agent takes its own away when it
/// is the controller that was.
/// </summary>
internal sealed class ScratchFolders : IDisposable
{
    private readonly List<string> folders = [];

    /// <summary>A new one; null where nodes have a folder in memory.</summary>
    public string? Make(NetworkKind network)
    {
        if (network != NetworkKind.Loopback)
        {
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("harness-").FullName;
        lock (folders)
        {
            folders.Add(folder);
        }

        return folder;
    }

    /// <summary>The nodes have ended.</summary>
    public void Dispose()
    {
        foreach (var folder in folders.Where(Directory.Exists))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Its agent was faster, or the program took a right away; what a run measured is not lost for that.
            }
        }
    }
}
