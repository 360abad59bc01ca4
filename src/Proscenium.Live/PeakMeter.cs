using Proscenium.Engine.Dsp;

namespace Proscenium.Live;

/// <summary>The largest samples of channels over the last moments: one thread adds blocks and never waits, any others read and take nothing from one another.</summary>
/// <param name="channels">Channels of the blocks.</param>
/// <param name="sampleRate">Samples per second.</param>
sealed class PeakMeter(int channels, int sampleRate)
{
    const int Windows = 20;
    const double WindowSeconds = 0.05;

    readonly float[] _peaks = new float[Windows * channels]; // windows x channels, the newest at _newest
    readonly int _windowFrames = (int)(WindowSeconds * sampleRate);
    int _newest, _frames;

    /// <summary>Adds a block; for the audio thread.</summary>
    public void Add(ReadOnlyAudioBlock block)
    {
        if (_frames >= _windowFrames)
        {
            int next = (_newest + 1) % Windows;
            _peaks.AsSpan(next * channels, channels).Clear();
            Volatile.Write(ref _newest, next);
            _frames = 0;
        }
        for (int channel = 0; channel < channels; channel++)
        {
            ref float peak = ref _peaks[_newest * channels + channel];
            Volatile.Write(ref peak, Math.Max(peak, SampleGuard.Peak(block[channel])));
        }
        _frames += block.Frames;
    }

    /// <summary>The peak of each channel in dB of full scale; minus infinity for silence.</summary>
    /// <param name="seconds">Over how long, up to now; 1 at most, and longer where a single block is.</param>
    public double[] PeaksDb(double seconds)
    {
        int newest = Volatile.Read(ref _newest), windows = Math.Clamp((int)Math.Ceiling(seconds / WindowSeconds), 1, Windows);
        double[] peaks = new double[channels];
        for (int window = 0; window < windows; window++)
            for (int channel = 0; channel < channels; channel++)
                peaks[channel] = Math.Max(peaks[channel], Volatile.Read(ref _peaks[(newest - window + Windows) % Windows * channels + channel]));
        return Array.ConvertAll(peaks, peak => 20 * Math.Log10(peak));
    }
}
