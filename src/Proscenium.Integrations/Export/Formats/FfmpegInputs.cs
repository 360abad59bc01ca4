using System.Globalization;
using Proscenium.Files.Sound;

namespace Proscenium.Integrations.Export.Formats;

/// <summary>Which channels of a sound file are a plan's inputs, by ffmpeg's names of layouts.</summary>
static class FfmpegInputs
{
    /// <summary>ffmpeg's name, number of channels and mask of every layout that is rendered.</summary>
    static readonly (string Name, int Channels, uint Mask)[] _layouts =
    [
        ("3.0", 3, 0x7), ("4.0", 4, 0x107), ("quad", 4, 0x33), ("quad(side)", 4, 0x603), ("5.0", 5, 0x37), ("5.0(side)", 5, 0x607), ("5.1", 6, 0x3F), ("5.1(side)", 6, 0x60F), ("7.0", 7, 0x637),
        ("7.1", 8, 0x63F),
    ];

    /// <summary>Layouts of a shell's <c>case CHANNELS:LAYOUT in</c>, each with the file's channels in the plan's order as <c>pan</c> writes them; none where no file has such inputs.</summary>
    public static IReadOnlyList<(string Pattern, IReadOnlyList<string> Channels)> Of(IReadOnlyList<string> inputs)
    {
        if (Channels(inputs, 2, 0) is { } stereo) return [("2:*", stereo)];
        return
        [
            .. from layout in _layouts
               let channels = Channels(inputs, layout.Channels, layout.Mask)
               where channels is not null
               select (Unsaid(layout.Channels, layout.Mask) + $"'{layout.Channels}:{layout.Name}'", channels),
        ];
    }

    /// <summary>The mask of a file that has the inputs one by one; 0 for stereo, which needs none.</summary>
    public static uint Mask(IReadOnlyList<string> inputs) => _layouts.FirstOrDefault(layout => layout.Channels == inputs.Count && Channels(inputs, layout.Channels, layout.Mask) is not null).Mask;

    /// <summary>What ffprobe says of a file that does not say, which is then taken for the usual layout.</summary>
    static string Unsaid(int channels, uint mask) => FileChannels.UsualMask(channels) == mask ? $"{channels}: | {channels}:unknown | " : "";

    static List<string>? Channels(IReadOnlyList<string> inputs, int channels, uint mask)
    {
        FileChannels file = FileChannels.Of(channels, mask, "");
        return file.Layout.Channels.SequenceEqual(inputs)
            ? [.. file.Sources.Select(source => (source.Gain == 1 ? "" : source.Gain.ToString(CultureInfo.InvariantCulture) + "*") + $"c{source.Channel}")]
            : null;
    }
}
