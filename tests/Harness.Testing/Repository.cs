using System.Runtime.CompilerServices;

namespace Harness.Testing;

/// <summary>The checkout that the tests were compiled from.</summary>
internal static class Repository
{
    /// <summary>Where the checkout is.</summary>
    public static string Folder { get; } = Path.GetFullPath("../..", Path.GetDirectoryName(ThisFile())!);

    /// <summary>The path of a file or folder in it.</summary>
    public static string PathOf(params ReadOnlySpan<string> names) => Path.Combine([Folder, .. names]);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
