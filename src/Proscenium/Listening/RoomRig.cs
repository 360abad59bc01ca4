using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;

namespace Proscenium.Listening;

/// <summary>A running plan in a room: what an <see cref="EarRig"/> measured of it at the drivers, taken on to the ears at any seat of a stand.</summary>
public sealed class RoomRig
{
    readonly EarRig _rig;
    readonly RoomStand _stand;
    readonly SplitSpectrum[,] _drivers; // [input, driver], on the stand's long transform

    /// <summary>Prepares a plan for a stand.</summary>
    /// <param name="rig">The plan as it runs.</param>
    /// <param name="stand">The room, on the plan's grid.</param>
    public RoomRig(EarRig rig, RoomStand stand)
    {
        (_rig, _stand) = (rig, stand);
        _drivers = new SplitSpectrum[rig.Inputs, rig.Drivers];
        Fft<float> fft = new(stand.FftLength);
        for (int input = 0; input < rig.Inputs; input++)
            for (int driver = 0; driver < rig.Drivers; driver++) _drivers[input, driver] = Spectrum(fft, Array.ConvertAll(Time(rig.Driver(input, driver), stand.Grid, stand.FftLength), sample => (float)sample));
    }

    /// <summary>Number of inputs.</summary>
    public int Inputs => _rig.Inputs;

    /// <summary>What an input sends to both ears at a seat.</summary>
    /// <param name="input">0 left, 1 right, 2 centre.</param>
    /// <param name="plant">The seat; of this rig's stand.</param>
    public RoomResponses Hear(int input, RoomPlant plant)
    {
        SplitSpectrum sum = new(_stand.FftLength / 2 + 1);
        Fft<float> fft = new(_stand.FftLength);
        float[] reflected = new float[fft.Length];
        double[][] direct = new double[2][], whole = new double[2][];
        for (int ear = 0; ear < 2; ear++)
        {
            sum.Clear();
            for (int driver = 0; driver < _rig.Drivers; driver++) sum.AddProduct(_drivers[input, driver], plant.ReflectedSpectrum(ear, driver));
            fft.Inverse(sum.Re, sum.Im, reflected);
            direct[ear] = Time(plant.DirectSpectrum(_rig, input, ear), _stand.Grid, _stand.FftLength);
            whole[ear] = new double[fft.Length];
            for (int n = 0; n < reflected.Length; n++) whole[ear][n] = direct[ear][n] + reflected[n];
        }
        int rate = _stand.Grid.SampleRate;
        return new(new(direct[0], direct[1], rate), new(whole[0], whole[1], rate));
    }

    /// <summary>The impulse response that belongs to a spectrum, with zeros up to a length.</summary>
    internal static double[] Time(IReadOnlyList<Complex> spectrum, FrequencyGrid grid, int length)
    {
        double[] time = new double[length];
        new Fft<double>(grid.FftLength).Inverse([.. spectrum.Select(value => value.Real)], [.. spectrum.Select(value => value.Imaginary)], time.AsSpan(0, grid.FftLength));
        return time;
    }

    /// <summary>The spectrum of an impulse response.</summary>
    internal static SplitSpectrum Spectrum(Fft<float> fft, float[] time)
    {
        SplitSpectrum spectrum = new(fft.BinCount);
        fft.Forward(time, spectrum.Re, spectrum.Im);
        return spectrum;
    }
}
