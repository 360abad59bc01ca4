using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Judging.Balance;
using Proscenium.Judging.FreeField;

namespace Proscenium.Judging.Rooms;

/// <summary>A running plan in a room: its driver responses from a <see cref="MeasuredPlan"/>, taken on to the ears at any seat of a setup.</summary>
sealed class RoomMeasurement
{
    readonly MeasuredPlan _measured;
    readonly RoomSetup _setup;
    readonly SplitSpectrum[,] _drivers; // [input, driver], on the setup's long transform

    /// <summary>Prepares a plan for a setup.</summary>
    /// <param name="measured">The plan as it runs.</param>
    /// <param name="setup">The room, on the plan's grid.</param>
    public RoomMeasurement(MeasuredPlan measured, RoomSetup setup)
    {
        (_measured, _setup) = (measured, setup);
        _drivers = new SplitSpectrum[measured.Inputs, measured.Drivers];
        Fft<float> fft = PreparedFft<float>.Of(setup.FftLength).Fft;
        for (int input = 0; input < measured.Inputs; input++)
            for (int driver = 0; driver < measured.Drivers; driver++)
                _drivers[input, driver] = Spectrum(fft, Array.ConvertAll(Spectra.Impulse(bin => measured.Driver(input, driver)[bin], setup.Grid), sample => (float)sample));
    }

    /// <summary>Number of inputs.</summary>
    public int Inputs => _measured.Inputs;

    /// <summary>Test programmes as the plan's inputs get them.</summary>
    public TestProgrammes Programmes => _measured.Programmes;

    /// <summary>What an input sends to both ears at a seat.</summary>
    /// <param name="input">0 left, 1 right, 2 centre.</param>
    /// <param name="plant">The seat; of the same setup.</param>
    public RoomResponses Hear(int input, RoomPlant plant)
    {
        SplitSpectrum sum = new(_setup.FftLength / 2 + 1);
        Fft<float> fft = PreparedFft<float>.Of(_setup.FftLength).Fft;
        double[][] direct = new double[2][];
        float[][] reflected = [new float[fft.Length], new float[fft.Length]];
        for (int ear = 0; ear < 2; ear++)
        {
            sum.Clear();
            for (int driver = 0; driver < _measured.Drivers; driver++) sum.AddProduct(_drivers[input, driver], plant.ReflectedSpectrum(ear, driver));
            fft.Inverse(sum.Re, sum.Im, reflected[ear]);
            direct[ear] = plant.Direct(_measured, input, ear);
        }
        return RoomResponses.Joined(direct, reflected, _setup.Samples + _setup.Grid.FftLength, _setup.Grid.SampleRate);
    }

    /// <summary>The spectrum of an impulse response.</summary>
    /// <param name="fft">As long as the response or longer.</param>
    /// <param name="response">The response.</param>
    internal static SplitSpectrum Spectrum(Fft<float> fft, float[] response)
    {
        SplitSpectrum spectrum = new(fft.BinCount);
        float[] time = new float[fft.Length];
        response.CopyTo(time, 0);
        fft.Forward(time, spectrum.Re, spectrum.Im);
        return spectrum;
    }
}
