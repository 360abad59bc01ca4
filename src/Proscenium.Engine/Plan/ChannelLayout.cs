namespace Proscenium.Engine.Plan;

/// <summary>A pair of loudspeakers beside or behind the listener.</summary>
/// <param name="Left">Name of the left channel.</param>
/// <param name="Right">Name of the right channel.</param>
/// <param name="AngleDegrees">Azimuth of the left loudspeaker, 90 to 135; the right one mirrors it.</param>
sealed record SurroundPair(string Left, string Right, double AngleDegrees);

/// <summary>Which channels a programme has, and where its surrounds stand.</summary>
/// <remarks>
/// With one pair the surrounds stand at +-110 degrees (ITU-R BS.775); with two, at +-90 and +-135, within the ranges of system I of
/// ITU-R BS.2051. The one surround of 4.0 plays from both places.
/// </remarks>
public sealed class ChannelLayout
{
    const double SurroundDegrees = 110, SideDegrees = 90, BackDegrees = 135;

    static readonly string[] _front = [ChannelNames.Left, ChannelNames.Right, ChannelNames.Centre];
    static readonly SurroundPair[] _onePair = [Surround(SurroundDegrees)];
    static readonly SurroundPair[] _twoPairs = [Surround(SideDegrees), new(ChannelNames.LeftBack, ChannelNames.RightBack, BackDegrees)];

    static readonly ChannelLayout[] _all =
    [
        new("stereo", _front.AsSpan(0, 2), []),
        new("3.0", _front, []),
        new("4.0", _front, _onePair),
        new("quad", _front.AsSpan(0, 2), _onePair),
        new("5.0", _front, _onePair),
        new("5.1", [.. _front, ChannelNames.Lfe], _onePair),
        new("7.0", _front, _twoPairs),
        new("7.1", [.. _front, ChannelNames.Lfe], _twoPairs),
    ];

    readonly List<string> _channels;

    ChannelLayout(string name, ReadOnlySpan<string> front, SurroundPair[] surrounds)
    {
        (Name, Surrounds, _channels) = (name, surrounds, [.. front]);
        foreach (SurroundPair pair in surrounds) _channels.AddRange([pair.Left, pair.Right]);
    }

    /// <summary>Left and right; a centre is split off by the upmix.</summary>
    public static ChannelLayout Stereo => _all[0];

    /// <summary>All layouts, stereo first.</summary>
    public static IReadOnlyList<ChannelLayout> All => _all;

    /// <summary>The names of all layouts, with commas.</summary>
    public static string Names => string.Join(", ", Array.ConvertAll(_all, layout => layout.Name));

    /// <summary>Its name: <c>stereo</c>, <c>quad</c>, or channels and LFE as in <c>5.1</c>.</summary>
    public string Name { get; }

    /// <summary>The channels of a plan for it, in order; 4.0 has both surrounds.</summary>
    public IReadOnlyList<string> Channels => _channels;

    /// <summary>The pairs beside and behind the listener, none for stereo and 3.0.</summary>
    internal IReadOnlyList<SurroundPair> Surrounds { get; }

    /// <summary>True for stereo, the layout of music.</summary>
    public bool IsStereo => this == Stereo;

    /// <summary>True where the mix has a centre of its own; else the upmix makes one.</summary>
    public bool HasCentre => _channels.Contains(ChannelNames.Centre);

    /// <summary>True where it has low-frequency effects.</summary>
    public bool HasLfe => _channels.Contains(ChannelNames.Lfe);

    /// <summary>The layout of a name.</summary>
    /// <exception cref="SettingException">There is none.</exception>
    public static ChannelLayout Named(string name) =>
        Array.Find(_all, layout => layout.Name == name) ?? throw new SettingException($"there is no layout '{name}': {Names}.");

    static SurroundPair Surround(double angleDegrees) => new(ChannelNames.LeftSurround, ChannelNames.RightSurround, angleDegrees);
}
