using System.Globalization;
using System.Text;
using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Limiting;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Rendering;

namespace Proscenium.Benchmarks;

/// <summary>Draws a passage of music as SVG: how loud the drivers would be, and the gains of the sides, the centre and the bass.</summary>
static class LimiterPicture
{
    const int Block = 64, PointBlocks = 4, Width = 960, Height = 560, Left = 70, Right = 20, Top = 50, PanelHeight = 200, Gap = 50;
    const double UsualLufs = -14;

    static readonly (string Name, string Colour)[] _gains = [("left and right", "#1F6FB4"), ("centre", "#2E8B57"), ("bass below 200 Hz", "#E08A00")];

    /// <summary>Writes the picture to standard output.</summary>
    /// <param name="path">The music.</param>
    /// <param name="device">The device.</param>
    /// <param name="fromSeconds">Where the passage begins.</param>
    /// <param name="seconds">How long it is.</param>
    public static void Print(string path, string device, double fromSeconds, double seconds)
    {
        using ProgrammeSource source = new(path);
        RenderPlan plan = SpatialDesigner.Design(new DesignRequest { Device = DeviceFile.Open(device), SampleRate = source.SampleRate }).Plan;
        double toLevel = UsualLufs - LimiterQuality.Programme(path).Lufs;
        Renderer renderer = new(plan, Block, Math.Pow(10, (plan.PlaybackGainDb + toLevel) / 20), Renderer.PlaybackCeilingDb);
        List<double> peaks = [];
        List<double>[] gains = [[], [], []];
        AudioBuffer feeds = new(plan.Drivers.Count, Block);
        new BlockPipeline(2, plan.Drivers.Count).Run(source.Channels(["left", "right"]), (input, output) =>
        {
            for (int start = 0; start + Block <= input.Frames; start += Block)
            {
                renderer.Process(input.Slice(start, Block), feeds.Block());
                peaks.Add(Enumerable.Range(0, plan.Drivers.Count).Max(driver => Peak(renderer.Limiter!, driver)));
                for (int i = 0; i < gains.Length; i++) gains[i].Add(20 * Math.Log10(Math.Max(1e-3, 1 - renderer.Limiter!.Reductions[i])));
            }
            output.Clear();
        }, _ => { }, 0);
        double blockSeconds = (double)Block / source.SampleRate;
        (int first, int count) = ((int)(fromSeconds / blockSeconds), (int)(seconds / blockSeconds));
        Console.WriteLine(Svg(Path.GetFileNameWithoutExtension(path), device, fromSeconds, seconds, [.. peaks.Skip(first).Take(count).Chunk(PointBlocks).Select(part => 20 * Math.Log10(part.Max() + 1e-6))], [.. gains.Select(gain => gain.Skip(first).Take(count).Chunk(PointBlocks).Select(part => part.Min()).ToArray())]));
    }

    static float Peak(MixerLimiter limiter, int driver) => SampleGuard.Peak(limiter.Unlimited(Block)[driver]);

    static string Svg(string piece, string device, double from, double seconds, double[] peaks, double[][] gains)
    {
        StringBuilder svg = new();
        svg.Append(Line($"<svg xmlns='http://www.w3.org/2000/svg' width='{Width}' height='{Height}' viewBox='0 0 {Width} {Height}' font-family='sans-serif' font-size='15'>")).Append(Line($"<rect width='{Width}' height='{Height}' fill='white'/>"));
        svg.Append(Line($"<text x='{Left}' y='24' font-size='17'>{piece} at -14 LUFS on {device}</text>"));
        Panel(svg, Top, (-20, 6), [-20, -15, -10, -5, 0, 5], "loudest driver before limiting, dBFS", from, seconds, false);
        svg.Append(Line($"<line x1='{Left}' x2='{Width - Right}' y1='{Y(-1, Top, (-20, 6)):0.0}' y2='{Y(-1, Top, (-20, 6)):0.0}' stroke='#555555' stroke-dasharray='6 4'/>"));
        Curve(svg, peaks, Top, (-20, 6), "#C0504D", 1);
        int lower = Top + PanelHeight + Gap;
        Panel(svg, lower, (-10, 1), [-10, -8, -6, -4, -2, 0], "gain, dB", from, seconds, true);
        for (int i = 0; i < gains.Length; i++)
        {
            Curve(svg, i < 2 ? gains[i] : [.. gains[2].Zip(gains[0], (bass, sides) => bass + sides)], lower, (-10, 1), _gains[i].Colour, 2);
            svg.Append(Line($"<text x='{Left + 10 + 150 * i}' y='{lower + PanelHeight - 12}' fill='{_gains[i].Colour}'>{_gains[i].Name}</text>"));
        }
        return svg.Append("</svg>").ToString();
    }

    static void Panel(StringBuilder svg, int top, (double Low, double High) range, double[] ticks, string title, double from, double seconds, bool last)
    {
        svg.Append(Line($"<rect x='{Left}' y='{top}' width='{Width - Left - Right}' height='{PanelHeight}' fill='none' stroke='black'/>")).Append(Line($"<text x='{Left}' y='{top - 6}'>{title}</text>"));
        foreach (double tick in ticks)
            svg.Append(Line($"<line x1='{Left}' x2='{Width - Right}' y1='{Y(tick, top, range):0.0}' y2='{Y(tick, top, range):0.0}' stroke='#DDDDDD'/><text x='{Left - 8}' y='{Y(tick, top, range) + 5:0.0}' text-anchor='end'>{tick}</text>"));
        for (int second = 0; second <= seconds; second++)
            svg.Append(Line($"<text x='{Left + second / seconds * (Width - Left - Right):0.0}' y='{top + PanelHeight + 20}' text-anchor='middle'>{from + second}</text>"));
        if (last) svg.Append(Line($"<text x='{(Left + Width - Right) / 2}' y='{top + PanelHeight + 42}' text-anchor='middle'>time, s</text>"));
    }

    static void Curve(StringBuilder svg, double[] values, int top, (double Low, double High) range, string colour, double width)
    {
        string points = string.Join(' ', values.Select((value, i) => Line($"{Left + (double)i / values.Length * (Width - Left - Right):0.0},{Y(Math.Clamp(value, range.Low, range.High), top, range):0.0}").TrimEnd()));
        svg.Append(Line($"<polyline fill='none' stroke='{colour}' stroke-width='{width}' points='{points}'/>"));
    }

    static double Y(double value, int top, (double Low, double High) range) => top + PanelHeight * (range.High - value) / (range.High - range.Low);

    static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture) + "\n";
}
