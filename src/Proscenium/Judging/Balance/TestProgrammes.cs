using System.Collections.Concurrent;
using Proscenium.Engine.Plan;

namespace Proscenium.Judging.Balance;

/// <summary>Pink noise at places of a stereo programme: at one side, in the middle, half-way between, unrelated on both sides, and in part alike. Each is made when it is first asked for: a design asks for one.</summary>
sealed class TestProgrammes
{
    /// <summary>Half-way to 30 degrees by the tangent law, at constant power: (a - b) / (a + b) = tan 15 / tan 30 (Pulkki, JAES 45, 1997).</summary>
    const float Near = 0.939f, Far = 0.344f;

    const int MostKept = 64;

    static readonly ConcurrentDictionary<(UpmixMode?, bool, int), Lazy<TestProgrammes>> _known = [];

    /// <summary>The share of its power that each channel of a mix has in common with the other.</summary>
    const double CommonShare = 0.4;

    static readonly Lazy<float[]> _noise = new(() => ProgrammeSpectra.Noise(0)), _other = new(() => ProgrammeSpectra.Noise(1)), _mixedLeft = new(() => Mixed(_other.Value)), _mixedRight = new(() => Mixed(ProgrammeSpectra.Noise(2)));

    readonly Lazy<ProgrammeSpectra[]> _sides, _halfWay;
    readonly Lazy<ProgrammeSpectra> _middle, _unrelated, _unrelatedEitherWay, _mix;

    TestProgrammes(UpmixMode? upmix, bool hasCentre, int sampleRate)
    {
        ProgrammeSpectra Stereo(float[] left, float[] right) => ProgrammeSpectra.OfStereo(left, right, upmix, sampleRate);
        float[] Scaled(float gain) => Array.ConvertAll(_noise.Value, sample => gain * sample);
        _sides = new(() => [Stereo(_noise.Value, new float[ProgrammeSpectra.Period]), Stereo(new float[ProgrammeSpectra.Period], _noise.Value)]);
        _middle = new(() => hasCentre ? ProgrammeSpectra.OfInput(_noise.Value, 2, sampleRate) : Stereo(_noise.Value, _noise.Value));
        _halfWay = new(() => [Stereo(Scaled(Near), Scaled(Far)), Stereo(Scaled(Far), Scaled(Near))]);
        _unrelated = new(() => Stereo(_noise.Value, _other.Value));
        _mix = new(() => Stereo(_mixedLeft.Value, _mixedRight.Value));
        _unrelatedEitherWay = new(() => ProgrammeSpectra.MeanOf(Unrelated, Stereo(_noise.Value, Array.ConvertAll(_other.Value, sample => -sample))));
    }

    /// <summary>In the left channel alone, and in the right one alone.</summary>
    public ProgrammeSpectra[] Sides => _sides.Value;

    /// <summary>The same in both channels, or in the centre channel of a film.</summary>
    public ProgrammeSpectra Middle => _middle.Value;

    /// <summary>At 15 degrees to the left and to the right, as loud on both channels together as at one side.</summary>
    public ProgrammeSpectra[] HalfWay => _halfWay.Value;

    /// <summary>Two noises that have nothing in common.</summary>
    public ProgrammeSpectra Unrelated => _unrelated.Value;

    /// <summary>The same, with the second noise as it is and turned over: what the two happen to have in common cancels.</summary>
    public ProgrammeSpectra UnrelatedEitherWay => _unrelatedEitherWay.Value;

    /// <summary>Two noises that have two fifths of their power in common, as the channels of a mix may.</summary>
    public ProgrammeSpectra Mix => _mix.Value;

    /// <summary>As a plan's inputs get them.</summary>
    /// <param name="upmix">The plan's upmix, or null.</param>
    /// <param name="hasCentre">True where the programme has a centre channel.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public static TestProgrammes Of(UpmixMode? upmix, bool hasCentre, int sampleRate)
    {
        if (_known.Count >= MostKept) _known.Clear(); // rates may be any
        return _known.GetOrAdd((upmix, hasCentre, sampleRate), _ => new(() => new(upmix, hasCentre, sampleRate))).Value;
    }

    /// <summary>As two loudspeakers get them.</summary>
    public static TestProgrammes OfStereo(int sampleRate) => Of(null, false, sampleRate);

    /// <summary>What both channels have in common, and what one has alone.</summary>
    static float[] Mixed(float[] own) => [.. _noise.Value.Zip(own, (common, alone) => (float)(Math.Sqrt(CommonShare) * common + Math.Sqrt(1 - CommonShare) * alone))];
}
