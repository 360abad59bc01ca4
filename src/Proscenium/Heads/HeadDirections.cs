using System.Numerics;
using Proscenium.Mathematics;

namespace Proscenium.Heads;

/// <summary>
/// What a measured head does in any direction, without the arrival that the sphere has there: spectra aligned by the sphere are joined by a spline. What is left of the arrivals stays in
/// their phase, which varies slowly where measurements are close. Where none is near, a mean takes the spline's place, of spectra that are aligned by their own onsets, too, so that it does
/// not lose its treble.
/// </summary>
sealed class HeadDirections
{
    /// <summary>Degrees to the nearest measurement from where on, and up to where, onsets are aligned more and more.</summary>
    const double NearDegrees = 12, FarDegrees = 30;

    readonly HeadResponses _responses;
    readonly MeasuredTiming _timing;
    readonly Position[] _sources;
    readonly int[] _measurements;
    readonly Position[] _directions;
    readonly DirectionSpline _spline;
    readonly LowEndOfSphere? _lowEnd;
    readonly HeadSpectra?[] _nodes = new HeadSpectra?[DirectionLattice.Nodes]; // made when asked for

    /// <param name="responses">The measurements.</param>
    /// <param name="timing">Their arrivals.</param>
    /// <param name="sources">Where they were made from, in the head's frame, metres.</param>
    /// <param name="measurements">Those that are used.</param>
    /// <param name="lowEnd">What the low end is continued by; null where it is as measured.</param>
    public HeadDirections(HeadResponses responses, MeasuredTiming timing, Position[] sources, int[] measurements, LowEndOfSphere? lowEnd = null)
    {
        (_responses, _timing, _sources, _measurements, _lowEnd) = (responses, timing, sources, measurements, lowEnd);
        _directions = Array.ConvertAll(measurements, m => (1 / sources[m].Length) * sources[m]);
        _spline = new(_directions);
    }

    /// <summary>Both ears in the direction of a unit vector, and how far away the sources stood there.</summary>
    public (EarPair Ears, double Metres) At(Position direction, double frequency)
    {
        Span<(int Node, double Weight)> nodes = stackalloc (int, double)[DirectionLattice.Around];
        DirectionLattice.Near(direction, nodes);
        Span<double> weights = stackalloc double[4];
        int first = _responses.Near(frequency, weights);
        (Complex left, Complex right, double metres) = (Complex.Zero, Complex.Zero, 0);
        foreach ((int node, double weight) in nodes)
        {
            HeadSpectra spectra = _nodes[node] ??= Towards(DirectionLattice.Direction(node));
            left += weight.Times(HeadResponses.Sum(spectra.Left, first, weights));
            right += weight.Times(HeadResponses.Sum(spectra.Right, first, weights));
            metres += weight * spectra.Metres;
        }
        return (new(left, right), metres);
    }

    /// <summary>The spectra in the direction of a unit vector.</summary>
    public HeadSpectra Towards(Position direction)
    {
        double degrees = Math.Acos(Math.Clamp(_directions.Max(measured => measured.Dot(direction)), -1, 1)) * 180 / Math.PI;
        double aligned = RaisedCosine.Rise((degrees - NearDegrees) / (FarDegrees - NearDegrees));
        (int Index, double Weight)[] parts = _spline.Weights(direction, mean: aligned);
        HeadSpectra spectra = new(Joined(0, parts, aligned), Joined(1, parts, aligned), parts.Sum(part => part.Weight * _sources[_measurements[part.Index]].Length));
        _lowEnd?.Continue(spectra, direction);
        return spectra;
    }

    /// <summary>Mean magnitude of the difference of two spectra's levels at some frequencies in Hz, dB.</summary>
    public double Apart(HeadSpectra one, HeadSpectra other, double[] hertz) => hertz.Average(f =>
        (Math.Abs(Decibels(one.Left, f) - Decibels(other.Left, f)) + Math.Abs(Decibels(one.Right, f) - Decibels(other.Right, f))) / 2);

    double Decibels(Complex[] spectrum, double hertz) => 20 * Math.Log10(_responses.At(spectrum, hertz).Magnitude + 1e-12);

    Complex[] Joined(int ear, (int Index, double Weight)[] parts, double aligned)
    {
        double[] behind = Array.ConvertAll(parts, part => _timing.BehindSphere(ear, _measurements[part.Index]));
        double mean = parts.Zip(behind, (part, seconds) => part.Weight * seconds).Sum();
        var joined = new Complex[_responses.Bins];
        for (int i = 0; i < parts.Length; i++)
        {
            double seconds = behind[i] + aligned * (mean - behind[i]);
            Complex turn = Complex.FromPolarCoordinates(1, -2 * Math.PI * _responses.BinHertz * seconds), weight = parts[i].Weight;
            Complex[] spectrum = _responses.Aligned(ear, _measurements[parts[i].Index]);
            for (int bin = 0; bin < joined.Length; bin++, weight *= turn) joined[bin] += weight * spectrum[bin];
        }
        return joined;
    }
}

/// <summary>What a measured head does in one direction.</summary>
/// <param name="Left">Spectrum at the left ear, without the arrival on the sphere.</param>
/// <param name="Right">The same at the right ear.</param>
/// <param name="Metres">How far away its sources stood.</param>
sealed record HeadSpectra(Complex[] Left, Complex[] Right, double Metres);
