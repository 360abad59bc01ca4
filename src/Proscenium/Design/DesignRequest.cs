using Proscenium.Acoustics;

namespace Proscenium.Design;

/// <summary>What is wished for: a device, a listener, and settings. Everything else follows.</summary>
public sealed record DesignRequest
{
    /// <summary>The loudspeaker.</summary>
    public required Device Device { get; init; }

    /// <summary>The head the design is made for; it must be a sphere while virtual loudspeakers are asked for.</summary>
    public Head Head { get; init; } = new SphericalHead();

    /// <summary>Metres from the seat to the device's centre; by default the device's own listening distance. 0.2 to 20.</summary>
    public double? DistanceMetres { get; init; }

    /// <summary>Samples per second, 8000 to 192000.</summary>
    public int SampleRate { get; init; } = 48000;

    /// <summary>Asked ratio of the ears' powers.</summary>
    public PowerRatioCurve Target { get; init; } = PowerRatioCurve.Flat(20);

    /// <summary>Cap on effort, 0 to 40 dB.</summary>
    public double GainLimitDb { get; init; } = 12;

    /// <summary>Azimuth of the virtual loudspeakers, 1 to 90 degrees, or null for the canceller alone.</summary>
    public double? AngleDegrees { get; init; } = 30;

    /// <summary>Head poses whose mean dark power the target refers to; the first is the seat.</summary>
    public IReadOnlyList<HeadPose> Poses { get; init; } = [HeadPose.Seat];

    /// <summary>Filter length in samples, 32 to 65536; by default 512 up to 48 kHz, in proportion above.</summary>
    public int? Taps { get; init; }

    /// <summary>Modelling delay in samples, 0 to taps - 1; by default half the taps.</summary>
    public int? ModellingDelaySamples { get; init; }

    /// <summary>The distance that is used.</summary>
    public double Distance => DistanceMetres ?? Device.ListeningDistanceMetres;

    /// <summary>The filter length that is used.</summary>
    public int FilterTaps => Taps ?? 512 * Math.Max(1, (int)Math.Round(SampleRate / 48000.0));

    /// <summary>The modelling delay that is used.</summary>
    public int ModellingDelay => ModellingDelaySamples ?? FilterTaps / 2;

    /// <summary>Says what cannot be done, in one sentence.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public void Check()
    {
        Require(SampleRate is >= 8000 and <= 192000, $"a sample rate of {SampleRate} Hz cannot be designed for: 8000 to 192000 Hz");
        Require(Distance is >= 0.2 and <= 20, $"a distance of {Distance} m cannot be designed for: 0.2 to 20 m");
        Require(GainLimitDb is >= 0 and <= 40, $"a gain limit of {GainLimitDb} dB cannot be kept: 0 to 40 dB");
        Require(AngleDegrees is null or (>= 1 and <= 90), $"virtual loudspeakers at {AngleDegrees} degrees cannot be made: 1 to 90 degrees, or none");
        Require(FilterTaps is >= 32 and <= 65536, $"filters of {FilterTaps} taps cannot be made: 32 to 65536");
        Require(ModellingDelay >= 0 && ModellingDelay < FilterTaps, $"a modelling delay of {ModellingDelay} samples does not fit filters of {FilterTaps} taps");
        Require(Poses.Count > 0, "a design needs at least one head pose");
        Require(AngleDegrees is null || Head is SphericalHead, "virtual loudspeakers are modelled on a spherical head: design with it, and judge on the measured one");
        _ = Device.ReferenceDriver(Side.Left) + Device.ReferenceDriver(Side.Right);
    }

    static void Require(bool condition, string sentence)
    {
        if (!condition) throw new ArgumentException(sentence + ".");
    }
}
