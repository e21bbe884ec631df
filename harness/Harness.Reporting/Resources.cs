namespace Harness.Reporting;

/// <summary>The files embedded in this program.</summary>
internal static class Resources
{
    public static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    public static byte[] Bytes(string name)
    {
        using var file = Open(name);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static Stream Open(string name) => typeof(Resources).Assembly.GetManifestResourceStream(name)!;
}
