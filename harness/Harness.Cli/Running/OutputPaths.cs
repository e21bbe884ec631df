using Harness.Protocol.Contracts;

namespace Harness.Cli.Running;

/// <summary>The files that a command line asks for besides result folders.</summary>
internal static class OutputPaths
{
    /// <summary>Refuses what cannot be written: before a minute of trials, not after it.</summary>
    /// <param name="files">Writes them later.</param>
    /// <param name="paths">Null for one that was not asked for.</param>
    /// <exception cref="UsageException">One cannot be written; nothing was started.</exception>
    public static void RequireWritable(IOutputFiles files, params IEnumerable<string?> paths)
    {
        foreach (var file in paths.OfType<string>())
        {
            if (file.Length == 0 || Directory.Exists(file) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file))))
            {
                throw new UsageException($"'{file}' cannot be written: name a file in a folder that exists");
            }

            try
            {
                files.RequireWritable(file);
            }
            catch (IOException e)
            {
                throw new UsageException($"{e.Message}; name another file");
            }
        }
    }
}
