using System.Text;
using ScottPlot;

namespace Proscenium.Cli.Pictures;

/// <summary>A picture for a page: drawn for a wide and for a narrow screen, with the words for who cannot see it.</summary>
/// <param name="Alt">What it shows, in words.</param>
/// <param name="Keys">What its colours mean.</param>
/// <param name="Wide">Data address of the wide drawing.</param>
/// <param name="Narrow">Data address of the narrow one.</param>
sealed record Picture(string Alt, IReadOnlyList<Key> Keys, string Wide, string Narrow)
{
    /// <summary>Size of the wide drawing.</summary>
    public static readonly (int Width, int Height) WideSize = (900, 400);

    /// <summary>Size of the narrow drawing.</summary>
    public static readonly (int Width, int Height) NarrowSize = (420, 330);

    /// <summary>Font size of the wide drawing, in pixels; the others have a smaller one.</summary>
    public const float WideFont = 15;

    const float NarrowFont = 13;

    /// <summary>Size of a square drawing.</summary>
    public static readonly (int Width, int Height) SquareSize = (320, 320);

    /// <summary>Size of a drawing that stands beside another one and holds two scales.</summary>
    public static readonly (int Width, int Height) TallSize = (440, 400);

    /// <summary>Draws both.</summary>
    /// <param name="alt">What it shows, in words.</param>
    /// <param name="keys">What its colours mean.</param>
    /// <param name="draw">Draws with a font size in pixels.</param>
    public static Picture Of(string alt, IReadOnlyList<Key> keys, Func<float, Plot> draw) =>
        new(alt, keys, Address(draw(WideFont), WideSize), Address(draw(NarrowFont), NarrowSize));

    /// <summary>Draws a square one, to stand beside others.</summary>
    public static Picture Square(string alt, IReadOnlyList<Key> keys, Func<float, Plot> draw) => Alone(alt, keys, draw, SquareSize);

    /// <summary>Draws a high one, to stand beside another.</summary>
    public static Picture Tall(string alt, IReadOnlyList<Key> keys, Func<float, Plot> draw) => Alone(alt, keys, draw, TallSize);

    static Picture Alone(string alt, IReadOnlyList<Key> keys, Func<float, Plot> draw, (int Width, int Height) size)
    {
        string drawing = Address(draw(NarrowFont), size);
        return new(alt, keys, drawing, drawing) { Small = size };
    }

    /// <summary>Size of what stands for the picture where there is little room.</summary>
    public (int Width, int Height) Small { get; private init; } = NarrowSize;

    /// <summary>The drawing as an address that holds it all; the font's kin stand in where it is missing.</summary>
    static string Address(Plot plot, (int Width, int Height) size)
    {
        string svg = plot.GetSvgXml(size.Width, size.Height).Replace($"font-family=\"{PlotStyle.Font}\"", $"font-family=\"{PlotStyle.Font}, Verdana, sans-serif\"", StringComparison.Ordinal);
        return "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(svg));
    }
}

/// <summary>What a colour means.</summary>
/// <param name="Name">In words.</param>
/// <param name="Colour"><c>#RRGGBB</c>.</param>
/// <param name="Dashed">Drawn dashed.</param>
/// <param name="Broad">Drawn broad, below others.</param>
readonly record struct Key(string Name, string Colour, bool Dashed = false, bool Broad = false);
