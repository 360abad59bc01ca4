using System.Runtime.Intrinsics;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Engine.Upmix;

/// <summary>The spectra of the latest window of two channels; arrays are padded with zeros to whole vectors.</summary>
sealed class StereoSpectrum
{
    /// <summary>Bins below are no more than what rounding left: their squares would be denormal numbers.</summary>
    public const float Smallest = 1e-17f;

    readonly float[] _shape, _windowed;
    readonly Fft<float> _fft;

    /// <summary>Takes memory for the spectra that a timing asks for.</summary>
    public StereoSpectrum(UpmixTiming timing)
    {
        _shape = SineShape(timing.WindowFrames, timing.FallFrames);
        _windowed = new float[timing.TransformLength];
        _fft = new Fft<float>(timing.TransformLength);
        int length = PaddedLength(_fft.BinCount);
        (LeftRe, LeftIm, RightRe, RightIm) = (new float[length], new float[length], new float[length], new float[length]);
    }

    /// <summary>Number of bins.</summary>
    public int Bins => _fft.BinCount;

    /// <summary>Left, real part.</summary>
    public float[] LeftRe { get; }

    /// <summary>Left, imaginary part.</summary>
    public float[] LeftIm { get; }

    /// <summary>Right, real part.</summary>
    public float[] RightRe { get; }

    /// <summary>Right, imaginary part.</summary>
    public float[] RightIm { get; }

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
        Analyse(past.Latest(0, _shape.Length), LeftRe, LeftIm);
        Analyse(past.Latest(1, _shape.Length), RightRe, RightIm);
    }

    void Analyse(ReadOnlySpan<float> latest, float[] re, float[] im)
    {
        SampleMath.Multiply(latest, _shape, _windowed.AsSpan(0, _shape.Length));
        _fft.Forward(_windowed, re, im);
        SampleGuard.SilenceTiny(re, Smallest);
        SampleGuard.SilenceTiny(im, Smallest);
    }
}
