using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;

namespace Proscenium.Measuring.Plans;

/// <summary>What two ears get of a plan's left and right input, untreated and treated, recovered or predicted.</summary>
/// <param name="Responses">Sources x ears x samples; the untreated device plays at 0 dB, the plan at its playback gain.</param>
/// <param name="SampleRate">Samples per second.</param>
sealed record HeardPlan(double[][][] Responses, int SampleRate)
{
    const double BeforeSeconds = 8e-3, RiseSeconds = 1e-3, FadeShare = 0.25;

    /// <summary>Sources x ears: the recovered response that a response is of, which knows its noise; null for predictions.</summary>
    public RecoveredResponse[][]? Recovered { get; init; }

    /// <summary>The sample at which the direct sound arrives at an ear: of the untreated input of its side, which no filter smears; the plan is as late.</summary>
    public double Arrival(Side ear) => Arrival(ear, treated: false);

    /// <summary>How much later the plan's sound comes to the ear of its side than the untreated device's, seconds.</summary>
    public double TreatedLateSeconds(Side ear) => (Arrival(ear, treated: true) - Arrival(ear, treated: false)) / SampleRate;

    /// <summary>The levels in some bands.</summary>
    /// <param name="seconds">How long after its arrival sound counts; infinity for all of it.</param>
    /// <param name="bands">The bands.</param>
    public EarLevels Levels(double seconds, IReadOnlyList<Band> bands)
    {
        Band[] parts = [.. bands.SelectMany(EarLevels.PartsOf)];
        double[] arrivals = [Arrival(Side.Left), Arrival(Side.Right)];
        double[][][] power = Array.ConvertAll(Responses, ears => ears.Select((response, ear) => Powers(Windowed(response, arrivals[ear], seconds), parts)).ToArray());
        double[][][] noise = [.. power.Select((ears, source) => ears.Select((levels, ear) => Recovered is null ? new double[levels.Length] : ResponseNoise.Of(Recovered[source][ear], Math.Min(seconds + BeforeSeconds, (double)Responses[source][ear].Length / SampleRate), Scale(source, ear), parts)).ToArray())];
        return new(power, noise);
    }

    /// <summary>The power by which a response here is louder than the recovered one.</summary>
    double Scale(int source, int ear) => Energy(Responses[source][ear]) / (Energy(Recovered![source][ear].Samples) + double.Epsilon);

    double Arrival(Side ear, bool treated) => Onset.Of(Array.ConvertAll(Responses[PlanSources.Of(ear, treated)][(int)ear], sample => (float)sample));

    double[] Powers(double[] response, IReadOnlyList<Band> bands)
    {
        FrequencyGrid grid = new(SampleRate, (int)BitOperations.RoundUpToPowerOf2((uint)response.Length));
        Complex[] spectrum = Spectra.Of(response, grid);
        return [.. bands.Select(band => band.Mean(grid, bin => spectrum[bin].MagnitudeSquared()))];
    }

    double[] Windowed(double[] response, double arrival, double seconds)
    {
        double begin = arrival - BeforeSeconds * SampleRate, end = arrival + seconds * SampleRate, fade = FadeShare * seconds * SampleRate;
        return [.. response.Select((sample, n) => n < begin || n > end ? 0 : sample * RaisedCosine.Rise((n - begin) / (RiseSeconds * SampleRate)) * (double.IsInfinity(end) ? 1 : RaisedCosine.Rise((end - n) / fade)))];
    }

    static double Energy(double[] response) => response.Sum(sample => sample * sample);
}
