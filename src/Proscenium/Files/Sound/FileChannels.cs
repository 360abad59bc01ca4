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
    const uint Front = FrontLeft | FrontRight, Back = BackLeft | BackRight, Side = SideLeft | SideRight, Nearer = 0xC0, StereoDownmix = 0x60000000;

    /// <summary>Mono surround is played by two loudspeakers, at the same power.</summary>
    const float Half = 0.70710678f;

    /// <summary>Names of the loudspeakers in the order of WAV's mask, as ffmpeg has them, too.</summary>
    internal static IReadOnlyList<string> PlaceNames { get; } = ["FL", "FR", "FC", "LFE", "BL", "BR", "FLC", "FRC", "BC", "SL", "SR", "TC", "TFL", "TFC", "TFR", "TBL", "TBC", "TBR"];

    /// <summary>Channels of the layout that the file has not, and that stay silent.</summary>
    public IReadOnlyList<string> Silent => [.. Layout.Channels.Where((_, n) => Sources[n].Channel < 0)];

    /// <summary>Reads a file's channels.</summary>
    /// <param name="channels">How many it has.</param>
    /// <param name="mask">As of <see cref="SoundReader.SpeakerMask"/>.</param>
    /// <param name="path">Named in the error.</param>
    /// <exception cref="SoundException">A layout that is not rendered.</exception>
    public static FileChannels Of(int channels, uint mask, string path)
    {
        bool said = BitOperations.PopCount(mask) == channels;
        if (channels <= 2 && (!said || IsStereo(channels, mask))) return new(ChannelLayout.Stereo, [(0, 1), (channels - 1, 1)], false);
        uint places = said ? mask : UsualMask(channels);
        if (places == 0) throw Unlabelled(path, channels);
        string name = LayoutOf(places) ?? WithinALayout(places) ?? throw Unplaced(path, places);
        ChannelLayout layout = ChannelLayout.Named(name);
        return new(layout, [.. layout.Channels.Select(channel => Source(channel, places))], !said);
    }

    /// <summary>The error of channels that are ambisonic.</summary>
    /// <param name="path">The file.</param>
    /// <param name="toStereo">As of <see cref="SoundReader.AmbisonicToStereo"/>.</param>
    internal static SoundException Ambisonic(string path, string toStereo) =>
        new($"{path}: is ambisonic, and its channels are for no loudspeakers: decode it first; to stereo, by two cardioids to the sides: ffmpeg -i FILE -af \"{toStereo}\" OUT.wav");

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

    /// <summary>True for one channel for any loudspeaker but a woofer, and for the two of a pair.</summary>
    static bool IsStereo(int channels, uint mask) => channels == 1 ? mask != LowFrequency : mask is Front or Side or Back or Nearer or StereoDownmix;

    static string? LayoutOf(uint mask) => mask switch
    {
        Front | FrontCentre => "3.0",
        Front | FrontCentre | BackCentre => "4.0",
        Front | Back or Front | Side => "quad",
        Front | FrontCentre | Back or Front | FrontCentre | Side => "5.0",
        Front | FrontCentre | LowFrequency | Back or Front | FrontCentre | LowFrequency | Side => "5.1",
        Front | FrontCentre | Back | Side => "7.0",
        Front | FrontCentre | LowFrequency | Back | Side => "7.1",
        _ => null,
    };

    /// <summary>The layout that has all these loudspeakers, and others, which stay silent; null where there is none.</summary>
    static string? WithinALayout(uint mask)
    {
        const uint known = Front | FrontCentre | LowFrequency | Back | BackCentre | Side;
        if ((mask & ~known) != 0 || IsHalf(mask, Front) || IsHalf(mask, Back) || IsHalf(mask, Side) || (mask & (Front | FrontCentre)) == 0) return null;
        int surrounds = ((mask & Side) != 0 ? 1 : 0) + ((mask & Back) != 0 ? 1 : 0) + ((mask & BackCentre) != 0 ? 1 : 0);
        if (surrounds > 2) return null;
        return surrounds == 2 ? (mask & LowFrequency) != 0 ? "7.1" : "7.0" : (mask & LowFrequency) != 0 ? "5.1" : "5.0";
    }

    static bool IsHalf(uint mask, uint pair) => (mask & pair) != 0 && (mask & pair) != pair;

    static (int Channel, float Gain) Source(string channel, uint mask)
    {
        bool sides = (mask & Side) != 0, backs = (mask & Back) != 0, mono = (mask & BackCentre) != 0;
        uint nearest = sides ? Side : backs ? Back : BackCentre, behind = sides && backs ? Back : BackCentre;
        uint place = channel switch
        {
            ChannelNames.Left => FrontLeft,
            ChannelNames.Right => FrontRight,
            ChannelNames.Centre => FrontCentre,
            ChannelNames.Lfe => LowFrequency,
            ChannelNames.LeftSurround => nearest & (SideLeft | BackLeft | BackCentre),
            ChannelNames.RightSurround => nearest & (SideRight | BackRight | BackCentre),
            ChannelNames.LeftBack => behind & (BackLeft | BackCentre),
            _ => behind & (BackRight | BackCentre),
        };
        if ((mask & place) == 0) return (-1, 0);
        return (BitOperations.PopCount(mask & (place - 1)), mono && place == BackCentre ? Half : 1);
    }

    static SoundException Unlabelled(string path, int channels) =>
        new($"{path}: has {channels} channels and does not say for which loudspeakers: make it one of {ChannelLayout.Names} first, by saying which of its channels are which (ffmpeg -i FILE -af \"pan=5.1|FL=c0|FR=c1|FC=c2|LFE=c3|BL=c4|BR=c5\" OUT.wav).");

    static SoundException Unplaced(string path, uint mask) =>
        new($"{path}: has the channels {Places(mask)}, a layout that is not rendered: make it one of {ChannelLayout.Names} first, {MixWords(mask)} (ffmpeg -i FILE -af \"{Mix(mask)}\" -c:a pcm_f32le OUT.wav).");

    static string MixWords(uint mask) => (mask & 0x3F800) != 0 ? "heights to the loudspeakers below them" : "each channel to the nearest loudspeakers";

    /// <summary>The filter of ffmpeg that plays every channel, those without a loudspeaker in the layout from the nearest ones.</summary>
    static string Mix(uint mask)
    {
        bool sides = (mask & Side) != 0, backs = (mask & Back) != 0 || (mask & 0x38000) != 0;
        string layout = (sides && backs ? "7" : "5") + ((mask & LowFrequency) != 0 ? ".1" : ".0");
        Dictionary<string, List<string>> mixed = (layout[0] == '7' ? "FL FR FC LFE BL BR SL SR" : "FL FR FC LFE BL BR").Split(' ').ToDictionary(name => name, _ => new List<string>());
        if (layout.EndsWith(".0", StringComparison.Ordinal)) mixed.Remove("LFE");
        string left = layout[0] == '7' ? "SL" : "BL", right = layout[0] == '7' ? "SR" : "BR";
        int channel = 0;
        for (int bit = 0; bit < 32; bit++)
        {
            if ((mask >> bit & 1) == 0) continue;
            string name = bit < PlaceNames.Count ? PlaceNames[bit] : "";
            string[] targets = name switch
            {
                "SL" => [left],
                "SR" => [right],
                "FLC" => ["FL", "FC"],
                "FRC" => ["FR", "FC"],
                "BC" or "TBC" => ["BL", "BR"],
                "TC" => ["FL", "FR", "BL", "BR"],
                "TFL" or "TFC" or "TFR" or "TBL" or "TBR" => [name.Replace("T", "")],
                "" => ["FC"],
                _ => [name],
            };
            string gain = targets.Length switch { 1 => "", 2 => "0.707*", _ => "0.5*" };
            foreach (string target in targets) mixed[target].Add($"{gain}c{channel}");
            channel++;
        }
        return $"pan={layout}|{string.Join('|', mixed.Where(pair => pair.Value.Count > 0).Select(pair => $"{pair.Key}={string.Join('+', pair.Value)}"))}";
    }
}
