using Proscenium.Engine.Dsp;

namespace Proscenium.Engine.Listening;

/// <summary>
/// Turns loud passages down and soft ones up about the programme's own mean loudness level, by one gain for all channels, so that no image moves. Loudness is that of ITU-R BS.1770, over 100 ms.
/// </summary>
sealed class NightCompressor
{
    const double LoudSlope = 0.6, SoftSlope = 0.5, MostUpDb = 10, MostDownDb = 15, FadesBelowDb = -25, EndsBelowDb = -45; // of a passage against the mean
    const double HopSeconds = 0.001, LoudnessSeconds = 0.1, DownSeconds = 0.02, UpSeconds = 0.6, MeanSeconds = 15, SilenceLufs = -60, FirstLufs = -23, PassageDb = 30, Offset = -0.691;

    readonly FilterBank _weighting;
    readonly float[] _weighted;
    readonly int _hop;
    readonly double _loudnessStep, _downStep, _upStep;
    double _hopPower, _power, _meanLufs, _heardSeconds, _gainDb;
    float _from = 1, _to = 1;
    int _inHop;

    /// <summary>Prepares it.</summary>
    /// <param name="channels">Number of channels.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="former">One that ran until now and knows the programme's loudness, or null.</param>
    public NightCompressor(int channels, int sampleRate, NightCompressor? former = null)
    {
        _hop = Math.Max(1, (int)Math.Round(HopSeconds * sampleRate));
        _weighting = new([KWeighting.Shelf(sampleRate), KWeighting.HighPass(sampleRate)], channels);
        _weighted = new float[_hop];
        double Step(double seconds) => 1 - Math.Exp(-HopSeconds / seconds);
        (_loudnessStep, _downStep, _upStep) = (Step(LoudnessSeconds), Step(DownSeconds), Step(UpSeconds));
        (_meanLufs, _heardSeconds) = former is null ? (FirstLufs, 0) : (former._meanLufs, former._heardSeconds);
        if (former is not null) (_power, _gainDb, _from, _to) = (former._power, former._gainDb, former._to, former._to);
    }

    /// <summary>Changes a block in place.</summary>
    public void Process(AudioBlock sound)
    {
        for (int start = 0; start < sound.Frames;)
        {
            int frames = Math.Min(_hop - _inHop, sound.Frames - start);
            Process(sound.Slice(start, frames), _inHop);
            (start, _inHop) = (start + frames, _inHop + frames);
            if (_inHop == _hop) CompleteHop();
        }
    }

    void Process(AudioBlock part, int before)
    {
        float step = (_to - _from) / _hop;
        for (int channel = 0; channel < part.Channels; channel++)
        {
            Span<float> samples = part[channel], weighted = _weighted.AsSpan(0, part.Frames);
            samples.CopyTo(weighted);
            _weighting.Process(channel, weighted);
            _hopPower += SampleMath.Dot(weighted, weighted);
            for (int n = 0; n < samples.Length; n++) samples[n] *= _from + step * (before + n + 1);
        }
    }

    void CompleteHop()
    {
        _power += _loudnessStep * (_hopPower / _hop - _power);
        (_hopPower, _inHop) = (0, 0);
        double lufs = Offset + 10 * Math.Log10(Math.Max(_power, 1e-12));
        if (lufs > Math.Max(SilenceLufs, _meanLufs - PassageDb))
        {
            _heardSeconds += HopSeconds;
            _meanLufs += HopSeconds / Math.Min(MeanSeconds, 0.5 + _heardSeconds) * (lufs - _meanLufs);
        }
        double wanted = lufs < SilenceLufs ? 0 : WantedDb(lufs - _meanLufs);
        _gainDb += (wanted < _gainDb ? _downStep : _upStep) * (wanted - _gainDb);
        (_from, _to) = (_to, (float)Math.Pow(10, _gainDb / 20));
    }

    /// <summary>The gain of a passage by how much louder than the mean it is; what is very soft is left, as it may be noise.</summary>
    static double WantedDb(double above)
    {
        if (above >= 0) return -Math.Min(MostDownDb, LoudSlope * above);
        double up = Math.Min(MostUpDb, -SoftSlope * above);
        return up * Math.Clamp((above - EndsBelowDb) / (FadesBelowDb - EndsBelowDb), 0, 1);
    }
}
