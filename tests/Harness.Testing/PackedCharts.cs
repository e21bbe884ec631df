using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Harness.Testing;

/// <summary>What a page's script draws, taken out of the page.</summary>
internal static class PackedCharts
{
    /// <summary>The charts' options, by their ids.</summary>
    public static JsonObject Of(string page)
    {
        var packed = Convert.FromBase64String(page.Split("id=\"charts\">")[1].Split("</script>")[0]);
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonNode.Parse(gzip)!["charts"]!.AsObject();
    }
}
