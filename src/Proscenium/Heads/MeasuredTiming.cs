using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Heads;

/// <summary>
/// When measured responses begin at the ears, without what tells of the measuring loudspeaker rather than of the head, and without what
/// the sphere does as well: what is left varies little from one direction to the next.
/// </summary>
/// <remarks>
/// The delay that both ears of a measurement share tells of the loudspeaker's distance; in the KEMAR set it jumps by up to 0.5 ms from one
/// ring of elevation to the next, which no null between two drivers would survive. It is replaced by the sphere's. So is the delay of the
/// measurement from the front, which depends on how the recordings were cut.
/// </remarks>
sealed class MeasuredTiming
{
    const int LongestLag = 150;
    const double LagStep = 20e-6;

    /// <summary>Radians about the place opposite an ear, about as wide as the bright spot there at 4 kHz.</summary>
    const double Rounding = 0.5;

    /// <summary>Where head and sphere are compared in time: above the noise of the measurements, below the pinna.</summary>
    static readonly double[] _hertz = [.. Enumerable.Range(0, 30).Select(i => 500 * Math.Pow(5, i / 29.0))];

    readonly HeadResponses _responses;
    readonly Position[] _sources;
    readonly SphericalHead _sphere;
    readonly double[] _shared;  // [measurement], seconds; made when asked for
    readonly Lazy<EarPair[]> _front;
    readonly double _common;    // seconds that all measurements share

    /// <param name="responses">The measurements.</param>
    /// <param name="sources">Where they were made from, in the head's frame, metres.</param>
    /// <param name="sphere">What the head is compared with.</param>
    public MeasuredTiming(HeadResponses responses, Position[] sources, SphericalHead sphere)
    {
        (_responses, _sources, _sphere) = (responses, sources, sphere);
        _shared = new double[sources.Length];
        Array.Fill(_shared, double.NaN);
        int front = Enumerable.Range(0, sources.Length).MaxBy(i => sources[i].X / sources[i].Length);
        _front = new(() => Array.ConvertAll(_hertz, frequency => AgainstSphere(front, frequency)));
        _shared[front] = 0;
        _common = (BehindSphere(0, front) + BehindSphere(1, front)) / 2;
    }

    /// <summary>Seconds by which an ear hears a measurement later than the sphere's ear would.</summary>
    public double BehindSphere(int ear, int measurement)
    {
        if (double.IsNaN(_shared[measurement])) _shared[measurement] = SharedDelay(measurement);
        return _responses.Onset(ear, measurement) - _common - _shared[measurement] - OnSphere(ear, _sources[measurement]);
    }

    /// <summary>
    /// When the sphere's ear hears a source, in seconds after its centre would without it. Opposite the ear, where the ways around the sphere meet, it runs on without the kink of the first
    /// arrival: the sound from both sides adds up there, and its phase has none.
    /// </summary>
    public double OnSphere(int ear, Position source)
    {
        Position axis = Position.Direction((ear == 0 ? 1 : -1) * _sphere.EarAzimuthDegrees * Math.PI / 180);
        double distance = source.Length, angle = Math.Acos(Math.Clamp(source.Dot(axis) / distance, -1, 1));
        double opposite = Math.PI - angle, rounded = opposite < Rounding ? (opposite * opposite / Rounding + Rounding) / 2 : opposite;
        return SphereArrival.Seconds(distance, Math.PI - rounded, _sphere.RadiusMetres);
    }

    /// <summary>
    /// How much later both ears of a measurement are, against the one from the front, than they would be on the sphere. The loudspeaker's
    /// own response, which all measurements share, does not enter.
    /// </summary>
    double SharedDelay(int measurement)
    {
        Complex[] lag = [.. _hertz.Zip(_front.Value, (frequency, front) =>
        {
            EarPair here = AgainstSphere(measurement, frequency);
            return here.Left * Complex.Conjugate(front.Left) + here.Right * Complex.Conjugate(front.Right);
        })];
        if (Array.TrueForAll(lag, value => value == Complex.Zero)) return 0; // a silent measurement has no time
        double Likeness(double delay)
        {
            double sum = 0;
            for (int i = 0; i < lag.Length; i++)
            {
                (double sin, double cos) = Math.SinCos(2 * Math.PI * _hertz[i] * delay);
                sum += lag[i].Real * cos - lag[i].Imaginary * sin;
            }
            return sum;
        }
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
    EarPair AgainstSphere(int measurement, double frequency)
    {
        double distance = _sources[measurement].Length;
        EarPair sphere = _sphere.PointSource(_sources[measurement], frequency);
        Complex free = Complex.FromPolarCoordinates(1 / distance, -Air.WaveNumber(frequency) * distance);
        EarPair measured = _responses.Ears(measurement, frequency);
        return new(measured.Left * free / sphere.Left, measured.Right * free / sphere.Right);
    }
}
