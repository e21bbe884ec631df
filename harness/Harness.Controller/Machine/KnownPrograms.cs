using Harness.Controller.Launching;

namespace Harness.Controller.Machine;

/// <summary>Programs that scenarios like to run: where they come from, and how they say their version.</summary>
internal static class KnownPrograms
{
    private static readonly Dictionary<string, (string Package, string[] Version)> Known = new(StringComparer.Ordinal)
    {
        ["curl"] = ("curl", ["--version"]),
        ["siege"] = ("siege", ["--version"]),
        ["ab"] = ("apache2-utils", ["-V"]),
        ["wrk"] = ("wrk", ["--version"]),
        ["hey"] = ("hey", []),
        ["chromium"] = ("chromium", ["--version"]),
        ["nginx"] = ("nginx-light", ["-v"]),
        ["lighttpd"] = ("lighttpd", ["-v"]),
    };

    private static readonly string[] MorePlaces = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

    /// <summary>Refuses a program that is not on this machine, before anything is started.</summary>
    /// <exception cref="MachineException">It is missing; the message names the package that has it.</exception>
    public static void Require(string program)
    {
        if (program.Contains('/') ? !File.Exists(program) : Find(program) is null)
        {
            throw new MachineException(Missing(program));
        }
    }

    /// <summary>What is said of a program that is not there.</summary>
    public static string Missing(string program) => Known.TryGetValue(program, out var known)
        ? $"the program '{program}' is not installed: install the package {known.Package} (apt-get install {known.Package})"
        : $"the program '{program}' is not on this machine's PATH";

    /// <summary>The first line of what the program says of its version; empty for one that does not say.</summary>
    public static async Task<string> VersionAsync(string program, CancellationToken cancellationToken)
    {
        if (!Known.TryGetValue(Path.GetFileName(program), out var known) || known.Version.Length == 0)
        {
            return "";
        }

        var result = await Tool.RunAsync([program.Contains('/') ? program : Find(program)!, .. known.Version], "", cancellationToken);
        return (result.Output.Length > 0 ? result.Output : result.Error).Split('\n')[0].Trim();
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Concat(MorePlaces)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
