using System.Runtime.Intrinsics;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Engine.Simd;

namespace Proscenium.Engine.Upmix;

/// <summary>The spectra of the latest window of two channels.</summary>
sealed class StereoSpectrum
{
    /// <summary>Bins below are no more than what rounding left: their squares would be denormal numbers.</summary>
    public const float Smallest = 1e-17f;

    readonly AlignedMemory<float> _window; // zero before the latest window
    readonly Fft<float> _fft;

    /// <summary>Takes memory for the spectra that a timing asks for.</summary>
    public StereoSpectrum(UpmixTiming timing)
    {
        _window = new(timing.TransformLength);
        SineShape(timing.WindowFrames, timing.FallFrames).CopyTo(_window.Span[^timing.WindowFrames..]);
        _fft = new Fft<float>(timing.TransformLength);
        (Left, Right) = (new(_fft.BinCount), new(_fft.BinCount));
    }

    /// <summary>Number of bins.</summary>
    public int Bins => _fft.BinCount;

    /// <summary>Left.</summary>
    public Spectrum Left { get; }

    /// <summary>Right.</summary>
    public Spectrum Right { get; }

    /// <summary>Length of arrays that hold so many values in whole vectors of any width.</summary>
    public static int PaddedLength(int count) => (count + Vector512<float>.Count - 1) / Vector512<float>.Count * Vector512<float>.Count;

    /// <summary>A window that rises as a sine and falls as a cosine; its square and the square a hop later add up to one where it is symmetric and hops are a half.</summary>
    public static float[] SineShape(int length, int fall)
    {
        float[] shape = new float[length];
        int rise = length - fall;
        for (int n = 0; n < length; n++)
            shape[n] = (float)(n < rise ? Math.Sin(Math.PI / 2 * (n + 0.5) / rise) : Math.Cos(Math.PI / 2 * (n - rise + 0.5) / fall));
        return shape;
    }

    /// <summary>Transforms the latest window.</summary>
    public void Analyse(StereoHistory past)
    {
        Left.Transform(_fft, past.Latest(0, _fft.Length), _window.Span);
        Right.Transform(_fft, past.Latest(1, _fft.Length), _window.Span);
    }
}
