using System.IO.Compression;

namespace Harness.Reporting;

/// <summary>The files embedded in this program.</summary>
internal static class Resources
{
    private static readonly Lazy<string> Library = new(() => Packed(Bytes("echarts.min.js")));

    public static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    /// <summary>The library that draws the page's charts, as gzip in base64.</summary>
    public static string PackedLibrary => Library.Value;

    public static byte[] Bytes(string name)
    {
        using var file = Open(name);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Bytes for a page, as gzip in base64, which its script unpacks.</summary>
    public static string Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return Convert.ToBase64String(packed.ToArray());
    }

    private static Stream Open(string name) => typeof(Resources).Assembly.GetManifestResourceStream(name)!;
}
