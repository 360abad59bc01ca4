using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Proscenium.Acoustics;

namespace Proscenium.Rooms.Responses;

/// <summary>The spectrum of a pulse on its way: what walls and air leave of it, and when it arrives.</summary>
sealed class ArrivalSpectrum
{
    /// <summary>Above this share of half the sample rate a spectrum fades, so that a pulse between two samples does not ring.</summary>
    const double Edge = 0.9;

    readonly BandShape[] _bands;
    readonly OctaveValues _attenuation;
    readonly double _samplesPerMetre, _radiansPerSample;
    readonly Vector<float>[] _gains;

    public ArrivalSpectrum(Room room, FrequencyGrid grid)
    {
        _bands = [.. Enumerable.Range(0, OctaveBands.Count).Select(band => new BandShape(band, grid))];
        _gains = new Vector<float>[_bands[0].Shares.Length];
        _attenuation = OctaveBands.Of(Enumerable.Range(0, OctaveBands.Count).Select(band => -room.AirAttenuation(band) / 2));
        (_samplesPerMetre, _radiansPerSample) = (grid.SampleRate / Air.SpeedOfSound, -2 * Math.PI / grid.FftLength);
    }

    /// <summary>When an arrival comes, in samples after the source sounded.</summary>
    public double Samples(in Arrival arrival) => arrival.Metres * _samplesPerMetre;

    /// <summary>Writes the spectrum of an arrival at a sample of the transform.</summary>
    public void Fill(in Arrival arrival, double sample, SplitSpectrum spectrum)
    {
        OctaveValues gain = arrival.Gain * Vector512.Exp(arrival.Metres * _attenuation);
        _gains.AsSpan().Clear();
        for (int band = 0; band < _bands.Length; band++) _bands[band].Add((float)gain[band], _gains);
        PhaseRamp.Fill(spectrum, _radiansPerSample * sample);
        Span<Vector<float>> re = MemoryMarshal.Cast<float, Vector<float>>(spectrum.Re), im = MemoryMarshal.Cast<float, Vector<float>>(spectrum.Im);
        for (int i = 0; i < _gains.Length; i++) (re[i], im[i]) = (_gains[i] * re[i], _gains[i] * im[i]);
    }

    /// <summary>What an octave band counts at every bin.</summary>
    readonly struct BandShape
    {
        readonly int _from, _to; // vectors in which it counts at all

        public BandShape(int band, FrequencyGrid grid)
        {
            SplitSpectrum room = new(grid.BinCount);
            for (int bin = 0; bin < grid.BinCount; bin++)
            {
                (int lower, double upper) = OctaveBands.Shares(grid.Frequency(bin));
                room.Re[bin] = (float)(Fade(2.0 * bin / grid.FftLength) * (lower == band ? 1 - upper : lower + 1 == band ? upper : 0));
            }
            Shares = MemoryMarshal.Cast<float, Vector<float>>(room.Re).ToArray();
            _from = Math.Max(0, Array.FindIndex(Shares, share => share != Vector<float>.Zero)); // a low sample rate may leave a band nothing
            _to = Array.FindLastIndex(Shares, share => share != Vector<float>.Zero) + 1;
        }

        public Vector<float>[] Shares { get; }

        public void Add(float gain, Vector<float>[] gains)
        {
            Vector<float> all = new(gain);
            for (int i = _from; i < _to; i++) gains[i] += all * Shares[i];
        }
    }

    static double Fade(double place) => place <= Edge ? 1 : (1 + Math.Cos(Math.PI * (place - Edge) / (1 - Edge))) / 2;
}
