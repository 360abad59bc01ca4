using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Mathematics;
using Proscenium.Plants;

namespace Proscenium.Judging.Rooms;

/// <summary>How each driver reaches each ear at one seat in a room, direct and by reflections.</summary>
sealed class RoomPlant
{
    readonly float[,][] _reflected; // [ear, driver][sample]
    readonly SplitSpectrum[,] _spectra;
    readonly TransferMatrix _direct; // at several seats
    readonly int _pose; // which of them is this one

    internal RoomPlant(RoomSetup setup, Position place, TransferMatrix direct, int pose, float[,][] reflected)
    {
        (Setup, Place, _direct, _pose, _reflected) = (setup, place, direct, pose, reflected);
        _spectra = new SplitSpectrum[reflected.GetLength(0), reflected.GetLength(1)];
        Fft<float> fft = PreparedFft<float>.Of(setup.FftLength).Fft;
        for (int ear = 0; ear < 2; ear++)
            for (int driver = 0; driver < _spectra.GetLength(1); driver++) _spectra[ear, driver] = RoomMeasurement.Spectrum(fft, reflected[ear, driver]);
    }

    /// <summary>Where it was measured.</summary>
    public RoomSetup Setup { get; }

    /// <summary>The middle of the head, in the room's axes.</summary>
    public Position Place { get; }

    /// <summary>Metres from the device's centre to the head's.</summary>
    public double Metres => (Place - Setup.Room.Device.Position).Length;

    /// <summary>Reflections from one driver at one ear: pressure relative to a free monopole at 1 m, by sample after the driver sounds.</summary>
    public IReadOnlyList<float> Reflected(Side ear, int driver) => _reflected[(int)ear, driver];

    /// <summary>Responses of one driver alone at both ears.</summary>
    public RoomResponses FromDriver(int driver)
    {
        double[][] direct = [.. Enumerable.Range(0, 2).Select(ear =>
            Impulse(ThroughAir([.. Enumerable.Range(0, Setup.Grid.BinCount).Select(bin => _direct[TransferMatrix.Ear(_pose, (Side)ear), driver, bin])])))];
        return RoomResponses.Joined(direct, [_reflected[0, driver], _reflected[1, driver]], Math.Max(Setup.Samples, Setup.Grid.FftLength), Setup.Grid.SampleRate);
    }

    /// <summary>The same over the bins of the setup's long transform.</summary>
    internal SplitSpectrum ReflectedSpectrum(int ear, int driver) => _spectra[ear, driver];

    /// <summary>Direct sound of an input at an ear, by sample.</summary>
    internal double[] Direct(MeasuredPlan measured, int input, int ear) => Impulse(ThroughAir(measured.Point(input, _direct, TransferMatrix.Ear(_pose, (Side)ear))));

    double[] Impulse(Complex[] spectrum) => Spectra.Impulse(bin => spectrum[bin], Setup.Grid);

    /// <summary>Less what the air takes on the way.</summary>
    Complex[] ThroughAir(Complex[] direct)
    {
        for (int bin = 0; bin < direct.Length; bin++) direct[bin] *= Math.Exp(-Metres * Setup.AirAttenuation[bin]);
        return direct;
    }
}
