namespace Proscenium.Judging.Upmix;

/// <summary>
/// Musical noise that a treatment makes of a signal: the natural logarithm of the kurtosis of its power after the treatment over that
/// before, mean over the bins from 200 Hz to 8 kHz weighted by their power after. 0 where the treatment is a filter, above where it
/// leaves isolated peaks; random gating that lets a share p through gives -ln p. Streaming.
/// </summary>
/// <remarks>
/// Kurtosis ratio: Uemura et al., IWAENC 2008 (see <see cref="PowerKurtosis"/>), here of each bin over time, windows of 2048 samples at
/// 48 kHz and as long at other rates. Gates that open with probability p leave E p^m = p m! s^m of the exponentially distributed power
/// of Gaussian noise, so the kurtosis rises from 24/4 to 24 p / (2 p)^2 = 6/p.
/// </remarks>
sealed class MusicalNoise
{
    const double LowestHertz = 200, MaxHertz = 8000, WindowSeconds = 2048.0 / 48000;

    readonly PowerKurtosis _before, _after;
    readonly int _firstBin, _lastBin;

    /// <summary>Takes memory.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    public MusicalNoise(int sampleRate)
    {
        int window = Math.Max(64, 1 << (int)Math.Round(Math.Log2(WindowSeconds * sampleRate)));
        (_before, _after) = (new(window), new(window));
        (_firstBin, _lastBin) = ((int)Math.Ceiling(LowestHertz * window / sampleRate), Math.Min((int)(MaxHertz * window / sampleRate), window / 2));
    }

    /// <summary>Takes in matching stretches, as long as each other, of the signal before and after the treatment.</summary>
    public void Add(ReadOnlySpan<float> before, ReadOnlySpan<float> after)
    {
        _before.Add(before);
        _after.Add(after);
    }

    /// <summary>The mean logarithm; NaN for silence and for signals shorter than a window.</summary>
    public double LogKurtosisRatio
    {
        get
        {
            double sum = 0, weights = 0;
            for (int k = _firstBin; k <= _lastBin; k++)
            {
                double ratio = Math.Log(_after.Kurtosis(k) / _before.Kurtosis(k)), weight = _after.Power(k);
                if (!double.IsFinite(ratio)) continue; // silent, or so quiet that its powers are none
                (sum, weights) = (sum + weight * ratio, weights + weight);
            }
            return sum / weights;
        }
    }
}
