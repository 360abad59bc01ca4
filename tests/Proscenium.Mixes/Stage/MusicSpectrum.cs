using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Judging.Levels;
using Proscenium.Mathematics;

namespace Proscenium.Mixes.Stage;

/// <summary>The long-term power of music over frequency, all channels together: windows of 8192 samples, overlapping by half (Welch 1967). Streaming.</summary>
sealed class MusicSpectrum(int sampleRate)
{
    const int Window = 8192, Hop = Window / 2;

    readonly FrequencyGrid _grid = new(sampleRate, Window);
    readonly double[] _power = new double[Window / 2 + 1];
    readonly List<double[]> _latest = [];
    int _fill;

    /// <summary>Takes in a block.</summary>
    public void Add(ReadOnlyAudioBlock block)
    {
        while (_latest.Count < block.Channels) _latest.Add(new double[Window]);
        for (int n = 0; n < block.Frames; n++)
        {
            for (int channel = 0; channel < block.Channels; channel++) _latest[channel][_fill] = block[channel][n];
            if (++_fill == Window) NextWindow();
        }
    }

    /// <summary>The mean power in a band, dB.</summary>
    public double Db(Band band) => Band.Decibels(band.Mean(_grid, bin => _power[bin]));

    void NextWindow()
    {
        foreach (double[] samples in _latest)
        {
            Complex[] spectrum = Spectra.Of([.. samples.Select((sample, n) => sample * (0.5 - 0.5 * Math.Cos(2 * Math.PI * n / Window)))], _grid);
            for (int bin = 0; bin < _power.Length; bin++) _power[bin] += spectrum[bin].MagnitudeSquared();
            Array.Copy(samples, Hop, samples, 0, Hop);
        }
        _fill = Hop;
    }
}
