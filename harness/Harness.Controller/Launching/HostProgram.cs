using System.Security.Cryptography;
using Harness.Protocol.Messages;

namespace Harness.Controller.Launching;

/// <summary>The program that plays agents on hosts: one that is there, or this machine's native agent, which is copied.</summary>
public sealed class HostProgram
{
    /// <summary>What a host's shell ends with when it has no copy of the agent.</summary>
    public const int Missing = 93;

    // Below the user's own cache folder, see the XDG Base Directory Specification. A scheduler may start programs without HOME.
    private const string Folder = """d="${XDG_CACHE_HOME:-${HOME:-$(eval echo "~$(id -un)")}/.cache}/harness"; """;

    /// <summary>Takes away what <see cref="Copy"/> has kept, and the folder when it is empty then.</summary>
    public static IReadOnlyList<string> RemoveCopies { get; } =
        ["/bin/sh", "-c", $$"""{{Folder}}rm -f "$d"/agent-* && { rmdir "$d" 2>/dev/null || :; }"""];

    // The first that works is used. What is started by the agent then sees no process but its own, and ends with it.
    private static readonly string Confining = $"""
        for w in {string.Join(' ', Confinement.Ways.Select(w => $"'{string.Join(' ', w)}'"))}; do
        $w -- true 2>/dev/null && exec $w -- "$@"; done; exec "$@"
        """;

    private HostProgram(IReadOnlyList<string> start, string? copied, IReadOnlyList<string> copy) =>
        (Start, Copied, Copy) = (start, copied, copy);

    /// <summary>Starts an agent on a host.</summary>
    public IReadOnlyList<string> Start { get; }

    /// <summary>Starts an agent that runs programs, in a PID namespace of its own where the host allows one.</summary>
    public IReadOnlyList<string> StartConfined => ["/bin/sh", "-c", Confining, "agent", .. Start];

    /// <summary>The file here that is copied to hosts that lack it; null where the program is there already.</summary>
    public string? Copied { get; }

    /// <summary>Takes the file from stdin on a host, and keeps it where <see cref="Start"/> looks for it if it came whole.</summary>
    public IReadOnlyList<string> Copy { get; }

    /// <summary>A program that every host has.</summary>
    /// <param name="path">Absolute. The native agent has <c>agent</c> in its name; the program itself takes a word to be one.</param>
    public static HostProgram At(string path)
    {
        string[] start = Path.GetFileName(path).Contains("agent", StringComparison.Ordinal) ? [path] : [path, "agent"];
        return new([.. start, AgentArguments.OnHost], null, []);
    }

    /// <summary>The native agent of this machine.</summary>
    /// <param name="file">Its path.</param>
    public static HostProgram CopyOf(string file)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
        var start = $"""{Folder}f="$d/agent-{hash}"; [ -x "$f" ] || exit {Missing}; exec "$f" {AgentArguments.OnHost}""";
        var copy = $"""
            {Folder}umask 077; mkdir -p "$d" && t=$(mktemp "$d/new-XXXXXX") && cat > "$t" &&
            case "$(sha256sum < "$t")" in {hash}*) chmod 700 "$t" && mv "$t" "$d/agent-{hash}";; *) rm -f "$t"; exit 1;; esac
            """;
        return new(["/bin/sh", "-c", start], file, ["/bin/sh", "-c", copy]);
    }
}
