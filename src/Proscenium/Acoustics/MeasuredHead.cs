using System.Collections.Concurrent;
using System.Numerics;
using Proscenium.Engine.Dsp;

namespace Proscenium.Acoustics;

/// <summary>
/// A head known by impulse responses from many directions. Between directions, responses are interpolated with their onsets aligned;
/// at other distances and in a driver's field the rigid sphere says what changes.
/// </summary>
/// <remarks>
/// The delay that both ears of a measurement share tells of the measuring loudspeaker's distance, not of the head; in the KEMAR set it jumps
/// by up to 0.5 ms from one ring of elevation to the next, which no null between two drivers would survive. It is replaced by the sphere's.
/// </remarks>
public sealed class MeasuredHead : Head
{
    const int SpectrumLength = 16384, Neighbours = 8;
    const int LongestLag = 150;
    const double LagStep = 20e-6;

    /// <summary>Where head and sphere are compared in time: above the noise of the measurements, below the pinna.</summary>
    static readonly double[] _timingHertz = [.. Enumerable.Range(0, 30).Select(i => 500 * Math.Pow(5, i / 29.0))];

    readonly SphericalHead _sphere = new();
    readonly Position[] _directions;
    readonly double[] _distances;
    readonly float[][,] _responses;    // [ear][direction, tap]
    readonly double[][] _onsets;       // [ear][direction], samples
    readonly int _sampleRate, _front;
    readonly ConcurrentDictionary<(int Ear, int Direction), Complex[]> _spectra = new();
    readonly ConcurrentDictionary<int, double> _sharedDelays = new(); // [direction], seconds

    /// <summary>Takes over a set of head-related impulse responses.</summary>
    /// <param name="sources">Source positions in the head's frame, metres.</param>
    /// <param name="responses">ear (left, right) x source x tap.</param>
    /// <param name="sampleRate">Samples per second of the responses.</param>
    /// <exception cref="ArgumentException">Fewer than four sources, or shapes that do not fit.</exception>
    public MeasuredHead(Position[] sources, float[][,] responses, int sampleRate)
    {
        if (sources.Length < 4 || responses.Length != 2 || responses.Any(r => r.GetLength(0) != sources.Length || r.GetLength(1) > SpectrumLength / 2))
            throw new ArgumentException("A measured head has two ears, at least four sources, and responses of at most 8192 taps.");
        _directions = Array.ConvertAll(sources, source => (1 / source.Length) * source);
        _distances = Array.ConvertAll(sources, source => source.Length);
        _responses = responses;
        _onsets = Array.ConvertAll(responses, ear => Enumerable.Range(0, sources.Length).Select(source => Onset(ear, source)).ToArray());
        _sampleRate = sampleRate;
        _front = Nearest(new Position(1, 0, 0))[0];
    }

    /// <inheritdoc/>
    public override EarPair PointSource(Position source, double frequency) =>
        Respond(new DriverField(frequency, source, [new(source, 1)]));

    internal override EarPair Respond(DriverField field)
    {
        EarPair onSphere = _sphere.Respond(field);
        Position direction = field.DirectionAt(default);
        (int Index, double Weight)[] nearest = Surrounding(direction);
        double distance = nearest.Sum(n => n.Weight * _distances[n.Index]);
        EarPair reference = _sphere.PointSource(distance * direction, field.Frequency);
        // the responses are relative to the free field at the head's centre, up to one delay and gain
        Complex free = Complex.FromPolarCoordinates(1 / distance, -Air.WaveNumber(field.Frequency) * distance);
        Complex At(int ear) => Interpolate(ear, nearest, field.Frequency);
        return new(onSphere.Left * At(0) * free / reference.Left, onSphere.Right * At(1) * free / reference.Right);
    }

    Complex Interpolate(int ear, (int Index, double Weight)[] nearest, double frequency)
    {
        Complex aligned = Complex.Zero;
        double arrival = 0;
        foreach ((int index, double weight) in nearest)
        {
            aligned += weight * AlignedResponse(ear, index, frequency);
            arrival += weight * (_onsets[ear][index] / _sampleRate - _sharedDelays.GetOrAdd(index, SharedDelay));
        }
        return aligned * Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency * arrival);
    }

    /// <summary>
    /// How much later both ears of a measurement are, against the one from the front, than they would be on the sphere. The loudspeaker's
    /// own response, which all measurements share, does not enter.
    /// </summary>
    double SharedDelay(int direction)
    {
        Complex[] lag = Array.ConvertAll(_timingHertz, frequency =>
        {
            (EarPair here, EarPair front) = (AgainstSphere(direction, frequency), AgainstSphere(_front, frequency));
            return here.Left * Complex.Conjugate(front.Left) + here.Right * Complex.Conjugate(front.Right);
        });
        double Likeness(double delay) =>
            lag.Zip(_timingHertz, (value, frequency) => (value * Complex.FromPolarCoordinates(1, 2 * Math.PI * frequency * delay)).Real).Sum();
        double coarse = Enumerable.Range(-LongestLag, 2 * LongestLag + 1).Select(step => step * LagStep).MaxBy(Likeness);
        (double low, double high) = (coarse - LagStep, coarse + LagStep);
        while (high - low > 1e-9)
        {
            (double a, double b) = (low + (high - low) / 3, high - (high - low) / 3);
            if (Likeness(a) < Likeness(b)) low = a;
            else high = b;
        }
        return (low + high) / 2;
    }

    /// <summary>A measurement relative to the sphere, both against the free field.</summary>
    EarPair AgainstSphere(int direction, double frequency)
    {
        double distance = _distances[direction];
        EarPair sphere = _sphere.PointSource(distance * _directions[direction], frequency);
        Complex free = Complex.FromPolarCoordinates(1 / distance, -Air.WaveNumber(frequency) * distance);
        Complex Measured(int ear) => AlignedResponse(ear, direction, frequency) * Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency * _onsets[ear][direction] / _sampleRate);
        return new(Measured(0) * free / sphere.Left, Measured(1) * free / sphere.Right);
    }

    /// <summary>The response with its onset at time zero, between the bins of a long spectrum.</summary>
    Complex AlignedResponse(int ear, int direction, double frequency)
    {
        Complex[] spectrum = _spectra.GetOrAdd((ear, direction), key => Spectrum(key.Ear, key.Direction));
        double bin = Math.Min(frequency * SpectrumLength / _sampleRate, spectrum.Length - 1.001);
        int below = (int)bin;
        return spectrum[below] + (bin - below) * (spectrum[below + 1] - spectrum[below]);
    }

    Complex[] Spectrum(int ear, int direction)
    {
        double[] time = new double[SpectrumLength];
        for (int n = 0; n < _responses[ear].GetLength(1); n++) time[n] = _responses[ear][direction, n];
        Fft<double> fft = new(SpectrumLength);
        double[] re = new double[fft.BinCount], im = new double[fft.BinCount];
        fft.Forward(time, re, im);
        double onset = _onsets[ear][direction];
        return [.. Enumerable.Range(0, fft.BinCount).Select(bin => new Complex(re[bin], im[bin]) * Complex.FromPolarCoordinates(1, 2 * Math.PI * bin * onset / SpectrumLength))];
    }

    /// <summary>Where a response first reaches a fifth of its peak, between samples.</summary>
    static double Onset(float[,] responses, int source)
    {
        int taps = responses.GetLength(1);
        double peak = 0;
        for (int n = 0; n < taps; n++) peak = Math.Max(peak, Math.Abs(responses[source, n]));
        double threshold = peak / 5, before = 0;
        for (int n = 0; n < taps; n++)
        {
            double here = Math.Abs(responses[source, n]);
            if (here >= threshold && here > before) return n - 1 + (threshold - before) / (here - before);
            before = here;
        }
        return 0;
    }

    /// <summary>The smallest triangle of measured directions about a direction, with barycentric weights; else the nearest one.</summary>
    (int Index, double Weight)[] Surrounding(Position direction)
    {
        int[] near = Nearest(direction);
        if (_directions[near[0]].Dot(direction) > 1 - 1e-12) return [(near[0], 1)];
        double smallest = double.MaxValue;
        (int, double)[] best = [(near[0], 1)];
        for (int a = 0; a < near.Length; a++)
        {
            for (int b = a + 1; b < near.Length; b++)
            {
                for (int c = b + 1; c < near.Length; c++)
                {
                    (Position p, Position q, Position r) = (_directions[near[a]], _directions[near[b]], _directions[near[c]]);
                    double size = (p - q).Length + (q - r).Length + (r - p).Length;
                    if (size >= smallest || Barycentric(direction, p, q, r) is not { } weights) continue;
                    smallest = size;
                    best = [(near[a], weights.X), (near[b], weights.Y), (near[c], weights.Z)];
                }
            }
        }
        return best;
    }

    int[] Nearest(Position direction)
    {
        double[] closeness = Array.ConvertAll(_directions, d => d.Dot(direction));
        int[] order = [.. Enumerable.Range(0, _directions.Length)];
        Array.Sort(closeness, order);
        Array.Reverse(order);
        return order[..Math.Min(Neighbours, order.Length)];
    }

    /// <summary>Weights, summing to 1, with which three directions make up one between them; null where it lies outside.</summary>
    static Position? Barycentric(Position direction, Position p, Position q, Position r)
    {
        double volume = Triple(p, q, r);
        if (Math.Abs(volume) < 1e-12) return null;
        Position weights = new(Triple(direction, q, r) / volume, Triple(p, direction, r) / volume, Triple(p, q, direction) / volume);
        if (Math.Min(weights.X, Math.Min(weights.Y, weights.Z)) < -1e-9) return null;
        return (1 / (weights.X + weights.Y + weights.Z)) * weights;
    }

    static double Triple(Position a, Position b, Position c) =>
        a.X * (b.Y * c.Z - b.Z * c.Y) - a.Y * (b.X * c.Z - b.Z * c.X) + a.Z * (b.X * c.Y - b.Y * c.X);
}
