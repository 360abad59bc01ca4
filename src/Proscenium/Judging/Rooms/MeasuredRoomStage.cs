using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;
using Proscenium.Rooms.Measured;

namespace Proscenium.Judging.Rooms;

/// <summary>Running plans through measured responses, to both receivers.</summary>
sealed class MeasuredRoomStage
{
    readonly MeasuredRoom _room;
    readonly int _samples;
    readonly Fft<float> _fft;
    readonly SplitSpectrum[,] _direct, _late; // [source, receiver]

    /// <summary>Prepares a room for plans of a grid.</summary>
    /// <param name="room">A source for each driver.</param>
    /// <param name="grid">That of the plans.</param>
    public MeasuredRoomStage(MeasuredRoom room, FrequencyGrid grid)
    {
        (_room, _samples) = (room, room.Responses.Taps + grid.FftLength);
        _fft = new((int)BitOperations.RoundUpToPowerOf2((uint)_samples));
        FirMatrix direct = DirectSound.Of(room);
        (_direct, _late) = (new SplitSpectrum[room.Sources, 2], new SplitSpectrum[room.Sources, 2]);
        for (int source = 0; source < room.Sources; source++)
            for (int receiver = 0; receiver < 2; receiver++)
            {
                float[] early = direct[source, receiver].ToArray(), late = room.Responses[source, receiver].ToArray();
                for (int n = 0; n < late.Length; n++) late[n] -= early[n];
                (_direct[source, receiver], _late[source, receiver]) = (RoomMeasurement.Spectrum(_fft, early), RoomMeasurement.Spectrum(_fft, late));
            }
    }

    /// <summary>The simulated responses of drivers at a seat, as if they had been measured there.</summary>
    public static MeasuredRoom Simulated(RoomPlant plant)
    {
        int drivers = plant.Setup.Device.Drivers.Count;
        EarResponses[] whole = [.. Enumerable.Range(0, drivers).Select(driver => plant.FromDriver(driver).Whole)];
        FirMatrix responses = new(drivers, 2, whole[0].Left.Length);
        for (int driver = 0; driver < drivers; driver++)
            for (int n = 0; n < responses.Taps; n++) (responses[driver, 0][n], responses[driver, 1][n]) = ((float)whole[driver].Left[n], (float)whole[driver].Right[n]);
        return new(plant.Setup.Room.Name, responses, plant.Setup.Grid.SampleRate);
    }

    /// <summary>What left, right and centre of a plan send to the receivers; how far away they are is not known.</summary>
    public BinauralRoomResponses Hear(MeasuredPlan plan)
    {
        (RoomResponses left, RoomResponses right) = (Hear(plan, 0), Hear(plan, 1));
        return new(left, right, plan.Inputs > 2 ? Hear(plan, 2) : left.Plus(right), double.NaN, plan.Programmes);
    }

    RoomResponses Hear(MeasuredPlan plan, int input)
    {
        SplitSpectrum[] drivers = [.. Enumerable.Range(0, plan.Drivers).Select(driver =>
            RoomMeasurement.Spectrum(_fft, Array.ConvertAll(Spectra.Impulse(bin => plan.Driver(input, driver)[bin], plan.Grid), sample => (float)sample)))];
        float[][] direct = Through(drivers, _direct), late = Through(drivers, _late);
        return RoomResponses.Joined([.. direct.Select(ear => Array.ConvertAll(ear[.._samples], sample => (double)sample))], late, _samples, _room.SampleRate);
    }

    float[][] Through(SplitSpectrum[] drivers, SplitSpectrum[,] responses)
    {
        float[][] receivers = [new float[_fft.Length], new float[_fft.Length]];
        for (int receiver = 0; receiver < 2; receiver++)
        {
            SplitSpectrum sum = new(_fft.BinCount);
            for (int driver = 0; driver < drivers.Length; driver++) sum.AddProduct(drivers[driver], responses[driver, receiver]);
            _fft.Inverse(sum.Re, sum.Im, receivers[receiver]);
        }
        return receivers;
    }
}
