using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Steering;

/// <summary>
/// Sets the tone and the loudness of inputs for where they are heard. A room returns what is radiated to all sides: a canceller radiates several times as much for the
/// same direct sound as a flat loudspeaker does, and a beam less. One equaliser per input, the same for all its drivers, sets that right; what is left and right at
/// the ears of the direct sound stays as it is.
/// </summary>
/// <remarks>
/// abs(E)^2 = (w + G q) / (w + G p), with q the radiated power of an ordinary loudspeaker (1 up to 4 kHz), p the radiated power over that of an omnidirectional loudspeaker of the same direct sound, in third octaves, G = (r / r_c)^2 the power that a
/// room returns of such a loudspeaker at distance r, r_c its critical distance, and w the weight of the direct sound, which counts more for tone. Loudness goes by all
/// that arrives (Hanschke and others 2023): each input is as loud with its reverberation as a flat loudspeaker in its virtual place, or as the pair that makes a phantom centre.
/// </remarks>
sealed class RoomTone
{
    /// <summary>Weight of the direct sound's power, for tone: 8 dB.</summary>
    const double DirectWeight = 6;

    const double DirectionalFromHz = 4000, DirectionalToHz = 8000, TrebleDirectivityDb = 10;

    /// <summary>The direct sound is made softer by no more than this, linear: 10 dB; beyond, the room is a little too loud instead.</summary>
    const double LargestCut = 0.316;

    readonly Tone _tone;
    readonly TransferMatrix _radiation;
    readonly TargetResponse _target;
    readonly FrequencyGrid _grid;
    readonly double[] _returned; // G, by bin
    readonly double[] _diffuse; // both ears' power, by bin

    readonly FlatLoudspeaker _inFront;

    /// <summary>Prepares the tone of a device.</summary>
    /// <param name="tone">What it should be right for.</param>
    /// <param name="device">The device.</param>
    /// <param name="distance">Metres to the seat.</param>
    /// <param name="head">The design head.</param>
    /// <param name="target">What a flat loudspeaker would send to the seat.</param>
    /// <param name="grid">Frequencies.</param>
    public RoomTone(Tone tone, Device device, double distance, Head head, TargetResponse target, FrequencyGrid grid)
    {
        DiffuseField? diffuse = tone.IsForRoom ? DiffuseField.Of(head) : null;
        (_tone, _target, _grid, _radiation, _inFront) = (tone, target, grid, Radiation.Of(device, distance, grid), new(head, 0, grid));
        _returned = [.. Enumerable.Range(0, grid.BinCount).Select(bin => tone.Returned(distance, grid.FrequencyAboveZero(bin)))];
        _diffuse = [.. Enumerable.Range(0, grid.BinCount).Select(bin => diffuse?.BothEars(grid.Frequency(bin)) ?? 0)];
    }

    /// <summary>The equalisers of a stage.</summary>
    /// <param name="stage">The stage as it is steered.</param>
    /// <param name="isPhantom">True where the centre takes the place of a phantom: the pair in front with the same signal on both.</param>
    public StageTone Of(SteeredStage stage, bool isPhantom) => new(Array.ConvertAll(stage.Pairs, OfPair), stage.Centre is { } centre ? OfCentre(centre, isPhantom) : null);

    /// <summary>One equaliser for both sides of a pair.</summary>
    double[] OfPair(SteeredInput[] sides)
    {
        double[] direct = new double[_grid.BinCount];
        foreach (SteeredInput side in sides)
            for (int bin = 0; bin < direct.Length; bin++) direct[bin] += (side.Pair is { } pair ? BothEars(pair, side.Ipsilateral!.Value, bin) : _target.Front.Ipsilateral(side.Ipsilateral!.Value, bin).MagnitudeSquared()) / sides.Length;
        return Gain([.. sides.Select(side => side.Weights)], direct, Loudness(direct, 1));
    }

    double[] OfCentre(SteeredInput centre, bool isPhantom)
    {
        double[] direct = [.. Enumerable.Range(0, _grid.BinCount).Select(bin => _inFront[Side.Left, bin].MagnitudeSquared() + _inFront[Side.Right, bin].MagnitudeSquared())];
        double wanted = isPhantom ? Loudness([.. direct.Select((_, bin) => PhantomCentre.Power(_target.Front, bin))], PhantomCentre.Loudspeakers) : Loudness(direct, 1);
        return Gain([centre.Weights], direct, wanted);
    }

    /// <summary>The equaliser of inputs by bin, linear.</summary>
    /// <param name="inputs">Those that share it.</param>
    /// <param name="direct">The power of their direct sound at both ears together, a flat loudspeaker's free field taken as 1.</param>
    /// <param name="wanted">How loud they should be.</param>
    double[] Gain(SteeredWeights[] inputs, double[] direct, double wanted)
    {
        (double[] radiated, double[] room) = (new double[_grid.BinCount], new double[_grid.BinCount]);
        Array.Fill(room, double.PositiveInfinity);
        foreach (SteeredWeights input in inputs)
            for (int bin = 0; bin < radiated.Length; bin++) (radiated[bin], room[bin]) = (radiated[bin] + Radiated(input, bin) / inputs.Length, Math.Min(room[bin], Room(input, bin)));
        radiated = ThirdOctave.Smoothed(radiated);
        double[] shape = [.. radiated.Select((power, bin) => Math.Min(Math.Max(LargestCut, Math.Sqrt((DirectWeight + _returned[bin] * Loudspeaker(bin)) / (DirectWeight + _returned[bin] * power))), room[bin]))];
        double loudness = Loudness(bin => Square(shape[bin]) * direct[bin], bin => Square(shape[bin]) * radiated[bin]);
        double level = Math.Sqrt(wanted / loudness);
        return [.. shape.Select((gain, bin) => level * gain * _tone.HouseGain(_grid.FrequencyAboveZero(bin)))];
    }

    /// <summary>The radiated power of the loudspeaker that is aimed at: alike to all sides up to 4 kHz, above as directional as loudspeakers are.</summary>
    double Loudspeaker(int bin) => Math.Pow(10, -TrebleDirectivityDb / 10 * LogRamp.Rise(_grid.FrequencyAboveZero(bin), DirectionalFromHz, DirectionalToHz));

    /// <summary>Radiated power over that of an omnidirectional loudspeaker of the same direct sound.</summary>
    double Radiated(SteeredWeights input, int bin) => Radiation.Power(_radiation, bin, input.Weights[bin]) / (_target[bin].MagnitudeSquared() * Math.Pow(10, input.LevelDb[bin] / 10));

    /// <summary>How much an equaliser may lift an input, linear, at least 1: the boost limit stays what it is.</summary>
    static double Room(SteeredWeights input, int bin) => Math.Max(1, Math.Sqrt(input.Problems[bin].BoostLimit / NullSteering.LargestPower(input.Weights[bin])));

    double Loudness(double[] direct, double loudspeakers) => Loudness(bin => direct[bin], _ => loudspeakers);

    /// <summary>Loudness of pink noise, direct sound and reverberation at both ears: ITU-R BS.1770-4.</summary>
    double Loudness(Func<int, double> direct, Func<int, double> radiated) => KWeighting.PinkMean((double)_grid.SampleRate / _grid.FftLength, _grid.SampleRate,
        bin => direct(bin) + _returned[bin] * radiated(bin) * _diffuse[bin]);

    static double BothEars(VirtualPair pair, Side side, int bin) => pair.Ipsilateral(side, bin).MagnitudeSquared() * (1 + pair.ContralateralRatio(side, bin).MagnitudeSquared());

    static double Square(double value) => value * value;
}

/// <summary>Equalisers of the inputs of a stage, by bin, linear. All have the phase of the first pair's, which is without delay, so that the paths stay aligned.</summary>
sealed class StageTone
{
    readonly double[][] _pairs;
    readonly double[]? _centre;
    readonly double[] _phase;

    /// <summary>Takes over the gains.</summary>
    /// <param name="pairs">One for each pair.</param>
    /// <param name="centre">The centre's; null for a canceller alone.</param>
    public StageTone(double[][] pairs, double[]? centre) : this(pairs, centre, MinimumPhase.Radians(pairs[0]))
    {
    }

    StageTone(double[][] pairs, double[]? centre, double[] phase) => (_pairs, _centre, _phase) = (pairs, centre, phase);

    /// <summary>The same on a grid whose bins are so many times as far apart.</summary>
    public StageTone Coarser(int times)
    {
        double[] Thinned(double[] values) => [.. values.Where((_, bin) => bin % times == 0)];
        return new(Array.ConvertAll(_pairs, Thinned), _centre is null ? null : Thinned(_centre), Thinned(_phase));
    }

    /// <summary>A stage with this tone.</summary>
    public SteeredStage On(SteeredStage stage) =>
        new([.. stage.Pairs.Select((pair, n) => Array.ConvertAll(pair, input => Equalised(input, _pairs[n])))], stage.Centre is null ? null : Equalised(stage.Centre, _centre!));

    SteeredInput Equalised(SteeredInput input, double[] gain) => input with { Weights = input.Weights.Equalised(bin => Complex.FromPolarCoordinates(gain[bin], _phase[bin])) };
}
