using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Heads;

/// <summary>
/// The low end of a measured head by the rigid sphere, where small rooms and small loudspeakers leave none to measure: its level as far from the sphere's as it is above, its phase the
/// sphere's but for a delay (Xie, JASA 126, 2009, section II). The sphere is as large as the measured time between the ears tells.
/// </summary>
sealed class LowEndOfSphere
{
    const double LowHz = 300, HighHz = 500, UpToHz = 800, LeastRadius = 0.06, MostRadius = 0.12, RadiusStep = 0.0025;
    const int Looked = 60;

    readonly HeadResponses _responses;
    readonly double _polarity;
    readonly MeasuredTiming _timing;

    /// <param name="responses">The measurements.</param>
    /// <param name="sources">Where they were made from, in the head's frame, metres.</param>
    /// <param name="timing">Their arrivals.</param>
    public LowEndOfSphere(HeadResponses responses, Position[] sources, MeasuredTiming timing)
    {
        (_responses, _timing) = (responses, timing);
        int stride = 1 + sources.Length / Looked, front = Enumerable.Range(0, sources.Length).MaxBy(i => sources[i].X / sources[i].Length);
        (Position Source, double Seconds)[] looked = [.. Enumerable.Range(0, sources.Length).Where(i => i % stride == 0).Select(i => (sources[i], responses.InterauralSeconds(i)))];
        double Apart(double radius) => looked.Sum(one => Math.Abs(one.Seconds - InterauralTime.Of(hertz => new SphericalHead(radius).PointSource(one.Source, hertz))));
        Sphere = new(Enumerable.Range(0, (int)Math.Round((MostRadius - LeastRadius) / RadiusStep) + 1).Select(i => LeastRadius + i * RadiusStep).MinBy(Apart));
        _polarity = (responses.Aligned(0, front, UpToHz) * Complex.FromPolarCoordinates(1, -2 * Math.PI * UpToHz * timing.BehindSphere(0, front)) / Model(0, sources[front], UpToHz)).Real < 0 ? -1 : 1;
    }

    /// <summary>The sphere with the measured time between its ears.</summary>
    public SphericalHead Sphere { get; }

    /// <summary>Replaces the low end of spectra in a direction.</summary>
    public void Continue(HeadSpectra spectra, Position direction)
    {
        Position source = spectra.Metres * direction;
        Continue(0, spectra.Left, source);
        Continue(1, spectra.Right, source);
    }

    void Continue(int ear, Complex[] spectrum, Position source)
    {
        int from = Bin(LowHz), to = Bin(HighHz), upTo = Bin(UpToHz);
        Complex[] model = [.. Enumerable.Range(0, upTo + 1).Select(bin => Model(ear, source, Math.Max(bin, 0.01) * _responses.BinHertz))];
        double level = Enumerable.Range(to, upTo - to + 1).Average(bin => Math.Log((spectrum[bin].Magnitude + 1e-12) / (model[bin].Magnitude + 1e-12)));
        (double phase, double squares) = (0, 0); // a delay is what the phase over the model's rises by from bin to bin
        for (int bin = to; bin <= upTo; bin++) (phase, squares) = (phase + bin * (_polarity * spectrum[bin] / model[bin]).Phase, squares + (double)bin * bin);
        for (int bin = 0; bin < to; bin++)
        {
            double measured = RaisedCosine.Rise((double)(bin - from) / Math.Max(to - from, 1));
            spectrum[bin] = measured * spectrum[bin] + (1 - measured) * _polarity * model[bin] * Complex.FromPolarCoordinates(Math.Exp(level), bin * phase / squares);
        }
    }

    int Bin(double hertz) => (int)Math.Ceiling(hertz / _responses.BinHertz);

    /// <summary>The sphere's response against the free field, without the arrival on the usual sphere.</summary>
    Complex Model(int ear, Position source, double hertz)
    {
        EarPair pair = Sphere.PointSource(source, hertz);
        double distance = source.Length;
        return pair[(Side)ear] * distance * Complex.FromPolarCoordinates(1, Air.WaveNumber(hertz) * distance + 2 * Math.PI * hertz * _timing.OnSphere(ear, source));
    }
}
