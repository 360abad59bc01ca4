using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Heads;
using Proscenium.Mathematics;

namespace Proscenium.Tests.Heads;

/// <summary>A rigid sphere "measured" from many directions: impulse responses whose truth is known everywhere.</summary>
sealed record SampledSphere(SphericalHead Sphere, Position[] Sources, double SampleRate = 48000, int Taps = 256)
{
    const int Lead = 60;

    /// <summary>ear x source x tap.</summary>
    public float[][,] Responses { get; init; } = Sample(Sphere, Sources, SampleRate, Taps);

    public MeasuredHead Head() => new(Sources, Responses, SampleRate);

    /// <summary>The same responses with something done to them, by ear, source and tap.</summary>
    public SampledSphere With(Func<int, int, int, float, float> change) =>
        this with { Responses = [.. Responses.Select((ear, e) => { float[,] changed = new float[ear.GetLength(0), ear.GetLength(1)]; for (int s = 0; s < changed.GetLength(0); s++) for (int n = 0; n < changed.GetLength(1); n++) changed[s, n] = change(e, s, n, ear[s, n]); return changed; })] };

    /// <summary>Rings of elevation with a step in degrees, the highest one a single point.</summary>
    public static Position[] Rings(double step, double metres, double lowest = -90)
    {
        List<Position> sources = [];
        for (double elevation = lowest; elevation <= 90; elevation += step)
        {
            int around = Math.Abs(elevation) > 89.9 ? 1 : (int)Math.Round(360 / step);
            for (int i = 0; i < around; i++) sources.Add(metres * Position.Direction(i * 2 * Math.PI / around, elevation * Math.PI / 180));
        }
        return [.. sources];
    }

    /// <summary>A horizontal circle.</summary>
    public static Position[] Ring(int count, double metres) => [.. Enumerable.Range(0, count).Select(i => metres * Position.Direction(i * 2 * Math.PI / count))];

    /// <summary>Directions in no order, at different distances.</summary>
    public static Position[] Irregular(int count, int seed)
    {
        Random random = new(seed);
        return [.. Directions.Even(count).Select(d =>
        {
            Position shaken = d + new Position(Shake(random), Shake(random), Shake(random));
            return ((1.2 + 0.3 * random.NextDouble()) / shaken.Length) * shaken;
        }).OrderBy(_ => random.Next())];
    }

    static double Shake(Random random) => 0.06 * (random.NextDouble() - 0.5);

    static float[][,] Sample(SphericalHead sphere, Position[] sources, double rate, int taps)
    {
        float[][,] responses = [new float[sources.Length, taps], new float[sources.Length, taps]];
        Parallel.For(0, sources.Length, source =>
        {
            Fft<double> fft = new(taps);
            double[][] re = [new double[fft.BinCount], new double[fft.BinCount]], im = [new double[fft.BinCount], new double[fft.BinCount]];
            double distance = sources[source].Length;
            for (int bin = 0; bin < fft.BinCount; bin++)
            {
                double frequency = Math.Max(bin * rate / taps, 0.1), above = Math.Clamp((bin * 2.0 / taps - 0.8) / 0.2, 0, 1);
                EarPair ears = sphere.PointSource(sources[source], frequency);
                Complex relative = Complex.FromPolarCoordinates(distance * (0.5 + 0.5 * Math.Cos(Math.PI * above)), Air.WaveNumber(frequency) * distance - 2 * Math.PI * bin * Lead / taps);
                foreach (Side side in (Side[])[Side.Left, Side.Right])
                    (re[(int)side][bin], im[(int)side][bin]) = ((ears[side] * relative).Real, (ears[side] * relative).Imaginary);
            }
            double[] time = new double[taps];
            for (int ear = 0; ear < 2; ear++)
            {
                fft.Inverse(re[ear], im[ear], time);
                for (int n = 0; n < taps; n++) responses[ear][source, n] = (float)time[n];
            }
        });
        return responses;
    }
}
