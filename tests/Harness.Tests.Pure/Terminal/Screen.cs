using Spectre.Console;
using Spectre.Console.Testing;

namespace Harness.Tests.Pure.Terminal;

/// <summary>What a view shows on a terminal of 80 columns.</summary>
internal sealed class Screen
{
    /// <summary>What a terminal has that nobody has widened.</summary>
    public const int Width = 80;

    private Screen(string text) => Text = text;

    /// <summary>As it stands there.</summary>
    public string Text { get; }

    /// <summary>Line by line, without what is blank at their ends.</summary>
    public IReadOnlyList<string> Lines => [.. Text.Split('\n').Select(line => line.TrimEnd())];

    /// <summary>All its words, however the lines were wrapped: a word that was broken is none of them.</summary>
    public string Words => string.Join(' ', Text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Shows a view.</summary>
    public static Screen Of(Action<IAnsiConsole> print, int width = Width)
    {
        using var console = new TestConsole();
        console.Profile.Width = width;
        print(console);
        return new(console.Output);
    }

    /// <summary>The words of the line that begins with <paramref name="name"/>; two spaces or more part them.</summary>
    public IReadOnlyList<string> Row(string name) =>
        Lines.First(line => line.TrimStart().StartsWith($"{name} ", StringComparison.Ordinal))
            .Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The words after <paramref name="name"/> on the line that begins with it, where one space parts the columns.</summary>
    public IReadOnlyList<string> Cells(string name) =>
        Lines.First(line => line.StartsWith($"  {name} ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
}
