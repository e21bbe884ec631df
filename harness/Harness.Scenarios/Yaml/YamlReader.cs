using Harness.Scenarios.Words;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Harness.Scenarios.Yaml;

/// <summary>
/// Reads YAML into nodes that know their place. Anchors, tags and deep nesting are refused, so a file can be neither a bomb nor a riddle.
/// </summary>
internal sealed class YamlReader
{
    private const int DeepestNesting = 16;

    private readonly Parser events;
    private readonly string source;
    private Place last;

    private YamlReader(string text, string source)
    {
        events = new Parser(new StringReader(text));
        this.source = source;
        last = new Place(source, 1, 1);
    }

    /// <summary>Reads <paramref name="text"/>, which must hold one YAML document.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="source">Its name in error messages.</param>
    /// <exception cref="ScenarioException">It is no such document.</exception>
    public static Node ReadText(string text, string source)
    {
        if (text.Contains('\0'))
        {
            throw new ScenarioException(new Place(source), "is a binary file; a scenario is YAML text");
        }

        var reader = new YamlReader(text, source);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException) when (TabIn(text, source) is { } tab)
        {
            throw new ScenarioException(tab, "is not valid YAML: a line begins with a tab; use spaces");
        }
        catch (YamlException e)
        {
            throw new ScenarioException(
                new Place(source, e.Start.Line, e.Start.Column), $"is not valid YAML: {e.InnerException?.Message ?? e.Message}");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or ArithmeticException)
        {
            // How YamlDotNet ends after some errors, of tags for example; its place is the last one that made sense.
            throw new ScenarioException(reader.last, "is not valid YAML from here on");
        }
    }

    // YamlDotNet names the place where it noticed, which may be lines above.
    private static Place? TabIn(string text, string source)
    {
        foreach (var (index, line) in text.Split('\n').Index())
        {
            if (line[..^line.TrimStart(' ', '\t').Length].IndexOf('\t', StringComparison.Ordinal) is >= 0 and var column)
            {
                return new Place(source, index + 1, column + 1);
            }
        }

        return null;
    }

    private Node ReadDocument()
    {
        events.Consume<StreamStart>();
        if (events.TryConsume<StreamEnd>(out _))
        {
            throw new ScenarioException(new Place(source), "is empty; a scenario needs at least name, server, client and load");
        }

        events.Consume<DocumentStart>();
        var root = ReadNode(1);
        events.Consume<DocumentEnd>();
        return events.Current is DocumentStart second
            ? throw new ScenarioException(PlaceOf(second), "a second document begins here; write one scenario per file")
            : root;
    }

    private Node ReadNode(int depth)
    {
        var current = events.Current!;
        var place = last = PlaceOf(current);
        if (depth > DeepestNesting)
        {
            throw new ScenarioException(place, $"is nested deeper than {DeepestNesting} levels; no part of a scenario is");
        }

        if (current is AnchorAlias || (current is NodeEvent { Anchor.IsEmpty: false }))
        {
            throw new ScenarioException(place, "anchors and aliases (& and *) are not used in scenarios; write the value out");
        }

        if (current is NodeEvent { Tag.IsEmpty: false })
        {
            throw new ScenarioException(place, "tags (!) are not used in scenarios; write the plain value");
        }

        return current switch
        {
            Scalar { Value: var value } when value.Contains('\0') =>
                throw new ScenarioException(place, "holds a NUL (\\0), where a program's arguments and file names end; leave it out"),
            Scalar => new ScalarNode(place, events.Consume<Scalar>().Value),
            SequenceStart => ReadList(place, depth),
            MappingStart => ReadMap(place, depth),
            _ => throw new ScenarioException(place, "a key or a value is missing here; write key: value"),
        };
    }

    private ListNode ReadList(Place place, int depth)
    {
        events.Consume<SequenceStart>();
        var items = new List<Node>();
        while (!events.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return new ListNode(place, items);
    }

    private MapNode ReadMap(Place place, int depth)
    {
        events.Consume<MappingStart>();
        var entries = new List<MapEntry>();
        var places = new Dictionary<string, Place>(StringComparer.Ordinal);
        while (!events.TryConsume<MappingEnd>(out _))
        {
            // Before what is in it is read: where a list stands as a key, what follows makes no sense either.
            var key = events.Current is SequenceStart or MappingStart
                ? throw new ScenarioException(PlaceOf(events.Current), "a key must be a plain word, not a list or a map")
                : (ScalarNode)ReadNode(depth + 1);
            if (!places.TryAdd(key.Value, key.Place))
            {
                throw new ScenarioException(
                    key.Place, $"{Visible.Quoted(key.Value)} stands twice, first at line {places[key.Value].Line}; keep one");
            }

            entries.Add(new MapEntry(key.Place, key.Value, ReadNode(depth + 1)));
        }

        return new MapNode(place, entries);
    }

    private Place PlaceOf(ParsingEvent e) => new(source, e.Start.Line, e.Start.Column);
}
