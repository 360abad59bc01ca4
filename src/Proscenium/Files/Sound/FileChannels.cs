using System.Numerics;
using Proscenium.Engine.Plan;

namespace Proscenium.Files.Sound;

/// <summary>The mapping of a sound file's channels to a programme's.</summary>
/// <param name="Layout">The programme's layout; mono is stereo with both sides alike.</param>
/// <param name="Sources">For each channel of the layout the file's channel, and a linear gain.</param>
/// <param name="IsAssumed">True where the file does not say and the usual order was taken.</param>
sealed record FileChannels(ChannelLayout Layout, IReadOnlyList<(int Channel, float Gain)> Sources, bool IsAssumed)
{
    const uint FrontLeft = 0x1, FrontRight = 0x2, FrontCentre = 0x4, LowFrequency = 0x8, BackLeft = 0x10, BackRight = 0x20, BackCentre = 0x100, SideLeft = 0x200, SideRight = 0x400;

    /// <summary>Mono surround is played by two loudspeakers, at the same power.</summary>
    const float Half = 0.70710678f;

    /// <summary>Names of the loudspeakers in the order of WAV's mask, as ffmpeg has them, too.</summary>
    internal static IReadOnlyList<string> PlaceNames { get; } = ["FL", "FR", "FC", "LFE", "BL", "BR", "FLC", "FRC", "BC", "SL", "SR", "TC", "TFL", "TFC", "TFR", "TBL", "TBC", "TBR"];

    /// <summary>Reads a file's channels.</summary>
    /// <param name="channels">How many it has.</param>
    /// <param name="mask">As of <see cref="SoundReader.SpeakerMask"/>.</param>
    /// <param name="path">Named in the error.</param>
    /// <exception cref="SoundException">A layout that is not rendered.</exception>
    public static FileChannels Of(int channels, uint mask, string path)
    {
        if (channels <= 2) return new(ChannelLayout.Stereo, [(0, 1), (channels - 1, 1)], false);
        bool said = BitOperations.PopCount(mask) == channels;
        uint places = said ? mask : UsualMask(channels);
        if (places == 0) throw Refusal(path, $"has {channels} channels and does not say for which loudspeakers");
        string name = LayoutOf(places) ?? throw Refusal(path, $"has the channels {Places(places)}, a layout that is not rendered");
        ChannelLayout layout = ChannelLayout.Named(name);
        return new(layout, [.. layout.Channels.Select(channel => Source(channel, places))], !said);
    }

    /// <summary>The loudspeakers in words, in the file's order.</summary>
    internal static string Places(uint mask) =>
        string.Join(", ", Enumerable.Range(0, 32).Where(bit => (mask >> bit & 1) != 0).Select(bit => bit < PlaceNames.Count ? PlaceNames[bit] : $"number {bit}"));

    /// <summary>The usual loudspeakers of so many channels, in the order of WAV; 0 where there is no usual way.</summary>
    internal static uint UsualMask(int channels) => channels switch
    {
        3 => FrontLeft | FrontRight | FrontCentre,
        4 => FrontLeft | FrontRight | BackLeft | BackRight,
        5 => FrontLeft | FrontRight | FrontCentre | BackLeft | BackRight,
        6 => FrontLeft | FrontRight | FrontCentre | LowFrequency | BackLeft | BackRight,
        8 => FrontLeft | FrontRight | FrontCentre | LowFrequency | BackLeft | BackRight | SideLeft | SideRight,
        _ => 0,
    };

    static string? LayoutOf(uint mask)
    {
        const uint stereo = FrontLeft | FrontRight, front = stereo | FrontCentre, back = BackLeft | BackRight, side = SideLeft | SideRight;
        return mask switch
        {
            front => "3.0",
            front | BackCentre => "4.0",
            stereo | back or stereo | side => "quad",
            front | back or front | side => "5.0",
            front | LowFrequency | back or front | LowFrequency | side => "5.1",
            front | back | side => "7.0",
            front | LowFrequency | back | side => "7.1",
            _ => null,
        };
    }

    static (int Channel, float Gain) Source(string channel, uint mask)
    {
        bool sides = (mask & SideLeft) != 0, mono = (mask & BackCentre) != 0;
        uint place = channel switch
        {
            ChannelNames.Left => FrontLeft,
            ChannelNames.Right => FrontRight,
            ChannelNames.Centre => FrontCentre,
            ChannelNames.Lfe => LowFrequency,
            ChannelNames.LeftSurround or ChannelNames.RightSurround when mono => BackCentre,
            ChannelNames.LeftSurround => sides ? SideLeft : BackLeft,
            ChannelNames.RightSurround => sides ? SideRight : BackRight,
            ChannelNames.LeftBack => BackLeft,
            _ => BackRight,
        };
        return (BitOperations.PopCount(mask & (place - 1)), place == BackCentre ? Half : 1);
    }

    static SoundException Refusal(string path, string fault) =>
        new($"{path}: {fault}: make it one of {ChannelLayout.Names} first (ffmpeg -i FILE -af aformat=channel_layouts=5.1 OUT.wav).");
}
