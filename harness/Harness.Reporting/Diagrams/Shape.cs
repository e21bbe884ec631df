namespace Harness.Reporting.Diagrams;

/// <summary>Something drawn, in pixels from the upper left corner; its colour is a word of the palette.</summary>
/// <param name="Colour">The word.</param>
internal abstract record Shape(string Colour)
{
    /// <summary>A filled rectangle.</summary>
    public sealed record Block(int X, int Y, int Width, int Height, string Colour) : Shape(Colour);

    /// <summary>A straight line.</summary>
    public sealed record Stroke(int X1, int Y1, int X2, int Y2, string Colour) : Shape(Colour)
    {
        /// <summary>Whether it is interrupted.</summary>
        public bool IsDashed { get; init; }

        /// <summary>Whether it is an arrow.</summary>
        public bool HasHead { get; init; }

        /// <summary>The three corners of the arrow's head.</summary>
        public (float X, float Y)[] Head()
        {
            const float length = 9, width = 3.8f;
            var (dx, dy) = ((float)(X2 - X1), (float)(Y2 - Y1));
            var whole = MathF.Max(MathF.Sqrt((dx * dx) + (dy * dy)), 1);
            var (x, y) = (dx / whole, dy / whole);
            var (backX, backY) = (X2 - (length * x), Y2 - (length * y));
            return [(X2, Y2), (backX - (width * y), backY + (width * x)), (backX + (width * y), backY - (width * x))];
        }
    }

    /// <summary>A filled circle.</summary>
    public sealed record Dot(int X, int Y, string Colour) : Shape(Colour)
    {
        /// <summary>Half of its width.</summary>
        public const int Radius = 4;
    }

    /// <summary>Text on one line; what is behind it is covered.</summary>
    /// <param name="X">Where it begins, ends or has its middle.</param>
    /// <param name="Y">The line that it stands on.</param>
    /// <param name="Text">What it says.</param>
    /// <param name="Align">What <paramref name="X"/> is of it.</param>
    /// <param name="Colour">The word.</param>
    public sealed record Words(int X, int Y, string Text, Align Align, string Colour) : Shape(Colour)
    {
        /// <summary>Its size in pixels.</summary>
        public int Size { get; init; } = 12;

        /// <summary>Whether it is in bold letters.</summary>
        public bool IsBold { get; init; }
    }
}

/// <summary>Which part of a text stands at its place.</summary>
internal enum Align
{
    /// <summary>Its beginning stands there.</summary>
    Start,

    /// <summary>Its middle stands there.</summary>
    Middle,

    /// <summary>Its end stands there.</summary>
    End,
}
