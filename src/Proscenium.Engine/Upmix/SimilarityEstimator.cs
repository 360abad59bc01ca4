using System.Numerics;
using System.Runtime.InteropServices;
using Proscenium.Engine.Plan;
using Proscenium.Engine.Simd;

namespace Proscenium.Engine.Upmix;

/// <summary>
/// Estimates the centre in each frequency bin: what left and right have in common, less what is correlated with their difference.
/// </summary>
/// <remarks>
/// With M = (L+R)/2 and S = (L-R)/2 the centre is G (M - a S): a = Re E[M S*] / E|S|^2 is the projection of the middle on the side, and
/// G = max(0, 2 Re E[L R*] / (E|L|^2 + E|R|^2)) the similarity of the channels (Avendano and Jot, A frequency-domain approach to
/// multichannel upmix, JAES 2004, eq. 3, with the real part so that opposite polarity is no centre). E is a mean over time and three bins.
/// </remarks>
sealed class SimilarityEstimator : ICentreEstimator
{
    /// <summary>Keeps decaying means from becoming denormal numbers, which are slow; far below any signal.</summary>
    const float Floor = 1e-30f;

    const double SmoothingSeconds = 0.040;

    static readonly int _margin = Vector<float>.Count; // for the neighbours of the first and last bin

    readonly int _bins;
    readonly float _keep;
    readonly float[] _leftPower, _rightPower, _crossPower; // time means by bin, behind a margin: |L|^2, |R|^2, Re L R*

    /// <summary>Takes memory for the spectra of a timing.</summary>
    public SimilarityEstimator(UpmixTiming timing, int sampleRate)
    {
        (_bins, _keep) = (timing.TransformLength / 2 + 1, (float)Math.Exp(-timing.HopFrames / (SmoothingSeconds * sampleRate)));
        int padded = StereoSpectrum.PaddedLength(_bins), length = padded + 2 * _margin;
        (_leftPower, _rightPower, _crossPower) = (new float[length], new float[length], new float[length]);
        (FromLeft, FromRight) = (new(padded), new(padded));
    }

    /// <inheritdoc/>
    public AlignedMemory<float> FromLeft { get; }

    /// <inheritdoc/>
    public AlignedMemory<float> FromRight { get; }

    /// <inheritdoc/>
    public void Update(StereoSpectrum spectrum)
    {
        UpdatePowers(Vectors(spectrum.Left.Re), Vectors(spectrum.Left.Im), Vectors(spectrum.Right.Re), Vectors(spectrum.Right.Im));
        DecideWeights();
    }

    /// <inheritdoc/>
    public void Reset()
    {
        Array.Clear(_leftPower);
        Array.Clear(_rightPower);
        Array.Clear(_crossPower);
        FromLeft.Span.Clear(); // what plays before anything is learned
        FromRight.Span.Clear();
    }

    void UpdatePowers(ReadOnlySpan<Vector<float>> leftRe, ReadOnlySpan<Vector<float>> leftIm, ReadOnlySpan<Vector<float>> rightRe, ReadOnlySpan<Vector<float>> rightIm)
    {
        Span<Vector<float>> left = Means(_leftPower), right = Means(_rightPower), cross = Means(_crossPower);
        float add = 1 - _keep;
        Vector<float> floor = new(Floor);
        for (int i = 0; i < leftRe.Length; i++)
        {
            left[i] = _keep * left[i] + add * (leftRe[i] * leftRe[i] + leftIm[i] * leftIm[i]) + floor;
            right[i] = _keep * right[i] + add * (rightRe[i] * rightRe[i] + rightIm[i] * rightIm[i]) + floor;
            cross[i] = _keep * cross[i] + add * (leftRe[i] * rightRe[i] + leftIm[i] * rightIm[i]) + floor;
        }
        RepeatEnds(_leftPower);
        RepeatEnds(_rightPower);
        RepeatEnds(_crossPower);
    }

    void DecideWeights()
    {
        Span<Vector<float>> fromLeft = Vectors(FromLeft.Span), fromRight = Vectors(FromRight.Span);
        Vector<float> floor = new(Floor), one = Vector<float>.One;
        for (int i = 0; i < fromLeft.Length; i++)
        {
            Vector<float> left = OverThreeBins(_leftPower, i), right = OverThreeBins(_rightPower, i), cross = OverThreeBins(_crossPower, i);
            Vector<float> side = left + right - 2 * cross;                                          // 4 E|S|^2
            Vector<float> projection = Vector.MaxNative(-one, Vector.MinNative((left - right) / (side + floor), one)); // E|L|^2 - E|R|^2 = 4 Re E[M S*]
            Vector<float> gain = Vector.MaxNative(Vector<float>.Zero, 2 * cross / (left + right + floor));
            (fromLeft[i], fromRight[i]) = (0.5f * gain * (one - projection), 0.5f * gain * (one + projection));
        }
    }

    static Vector<float> OverThreeBins(float[] means, int vector)
    {
        int at = _margin + vector * Vector<float>.Count;
        return new Vector<float>(means, at - 1) + new Vector<float>(means, at) + new Vector<float>(means, at + 1);
    }

    /// <summary>The neighbours of the first and the last bin are those bins themselves.</summary>
    void RepeatEnds(float[] means)
    {
        means[_margin - 1] = means[_margin];
        means[_margin + _bins] = means[_margin + _bins - 1];
    }

    static Span<Vector<float>> Means(float[] means) => MemoryMarshal.Cast<float, Vector<float>>(means.AsSpan(_margin));

    static Span<Vector<float>> Vectors(Span<float> values) => MemoryMarshal.Cast<float, Vector<float>>(values);
}
