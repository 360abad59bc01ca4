using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Judging.Balance;
using Proscenium.Loudspeakers;
using Proscenium.Plants;

namespace Proscenium.Judging.FreeField;

/// <summary>The spinoramas of a plan: what is played through it decides which drivers play, so each kind of signal is a loudspeaker of its own.</summary>
/// <param name="Left">The left input alone.</param>
/// <param name="Centre">The centre input alone; null without a centre.</param>
/// <param name="Mono">The same signal in both channels, through the plan's upmix.</param>
/// <param name="Decorrelated">Two unrelated signals, one in each channel, through the plan's upmix.</param>
sealed record Spinoramas(Spinorama Left, Spinorama? Centre, Spinorama Mono, Spinorama Decorrelated)
{
    /// <summary>Metres from the device's centre, as the standard has it.</summary>
    public const double Metres = 2;

    const int DirectionsAtOnce = 35;

    /// <summary>Every signal that the plan has, by name.</summary>
    public IReadOnlyList<(string Name, Spinorama Spinorama)> All =>
        [("left", Left), .. Centre is { } centre ? [("centre", centre)] : Array.Empty<(string, Spinorama)>(), ("mono", Mono), ("decorrelated stereo", Decorrelated)];

    /// <summary>Measures a plan.</summary>
    /// <param name="measured">As it runs.</param>
    /// <param name="centre">Its centre input, or null.</param>
    /// <param name="device">The device.</param>
    public static Spinoramas Of(MeasuredPlan measured, int? centre, Device device)
    {
        float[] noise = ProgrammeSpectra.Noise(0);
        ProgrammeSpectra Alone(int input) => ProgrammeSpectra.OfInput(noise, input, measured.Grid.SampleRate);
        TestProgrammes stereo = measured.StereoProgrammes;
        Spinorama[] all = Of([Alone(0), stereo.Middle, stereo.UnrelatedEitherWay, .. centre is { } input ? [Alone(input)] : Array.Empty<ProgrammeSpectra>()], measured, device);
        return new(all[0], all.ElementAtOrDefault(3), all[1], all[2]);
    }

    static Spinorama[] Of(ProgrammeSpectra[] signals, MeasuredPlan measured, Device device)
    {
        FrequencyGrid grid = measured.Grid;
        SpinoramaCurve[] curves = Enum.GetValues<SpinoramaCurve>();
        double[][][] powers = [.. signals.Select(_ => curves.Select(_ => new double[grid.BinCount]).ToArray())];
        double[][] spheres = [.. signals.Select(_ => new double[grid.BinCount])];
        foreach (int[] directions in Enumerable.Range(0, SpinoramaDirections.All.Count).Chunk(DirectionsAtOnce)) // all at once are large
        {
            TransferMatrix plant = Plant.BuildAtPoints(device, [.. directions.Select(direction => Metres * SpinoramaDirections.All[direction])], grid);
            Powers(signals, measured, plant, (signal, point, bin, power) =>
            {
                foreach (SpinoramaCurve curve in curves) powers[signal][(int)curve][bin] += SpinoramaDirections.Of(curve)[directions[point]] * power;
            });
        }
        Powers(signals, measured, Radiation.Of(device, Metres, grid), (signal, _, bin, power) => spheres[signal][bin] += power);
        return [.. powers.Zip(spheres, (power, sphere) => new Spinorama(power, sphere, grid))];
    }

    /// <summary>Power of each signal at each point of a plant, by bin.</summary>
    static void Powers(ProgrammeSpectra[] signals, MeasuredPlan measured, TransferMatrix plant, Action<int, int, int, double> take) => Parallel.For(0, measured.Grid.BinCount, bin =>
    {
        Span<Complex> pressures = stackalloc Complex[measured.Inputs];
        double hertz = measured.Grid.FrequencyAboveZero(bin);
        for (int point = 0; point < plant.Points; point++)
        {
            for (int input = 0; input < pressures.Length; input++) pressures[input] = measured.Pressure(input, plant.Row(point, bin), bin);
            for (int signal = 0; signal < signals.Length; signal++) take(signal, point, bin, signals[signal].Power(pressures, hertz));
        }
    });
}
