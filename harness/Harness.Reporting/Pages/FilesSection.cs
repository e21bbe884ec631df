using Harness.Reporting.Folders;

namespace Harness.Reporting.Pages;

/// <summary>Links to the files beside the page; <c>results/README.md</c> explains their columns and keys.</summary>
internal static class FilesSection
{
    private static readonly (string Name, string Holds)[] All =
    [
        (ResultFiles.Summary, "all figures, for programs"),
        (ResultFiles.Trials, "a row per trial: its swept values and its figures"),
        (ResultFiles.Samples, "both sides' sockets in each state, over time"),
        (ResultFiles.Connections, "a row per connection"),
        (ResultFiles.Sequence, "each segment of the connections that the link's rules touched"),
        (ResultFiles.Witness, "what an independent reading of the segments says of each connection"),
        (ResultFiles.Environment, "the machine, its settings and its tools"),
        (ResultFiles.Scenario, "the scenario as run, with all defaults"),
        (ResultFiles.Log, "what the harness and its agents did, and when"),
        (ResultFiles.Comparison, "the comparison, for programs"),
    ];

    /// <summary>A card; nothing where no file is there.</summary>
    /// <param name="folder">The folder that the page goes into.</param>
    public static Html Render(string? folder)
    {
        if (!Directory.Exists(folder))
        {
            return Html.Empty;
        }

        var captures = Directory.GetFiles(folder, "*.pcap").Select(Path.GetFileName).Order(StringComparer.Ordinal);
        var rows = All.Where(f => File.Exists(Path.Combine(folder, f.Name)))
            .Concat(captures.Select(name => (Name: name!, Holds: "the frames of a node")))
            .Select(f => (IReadOnlyList<Html>)[Link(f.Name, f.Name), Html.Of($"{f.Holds}")])
            .ToList();
        return rows.Count == 0 ? Html.Empty : Html.Of($"""
            <section class="card"><h2>Files beside this page</h2>
            {Table.Of("Files beside this page", ["file", "holds"], rows)}
            </section>
            """);
    }

    /// <summary>A link to a file at a path from the page.</summary>
    public static Html Link(string path, string text) =>
        Html.Of($"<a href=\"{string.Join('/', path.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString))}\">{text}</a>");
}
