using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Engine.Stages;

/// <summary>
/// Splits the phantom centre off: stereo to left, right and centre, where left + centre and right + centre give the delayed input
/// back exactly. Per frequency the centre is what is minimally correlated with left minus right.
/// </summary>
/// <remarks>
/// Short-time Fourier transform with a square-root Hann window both ways. With M = (L+R)/2 and S = (L-R)/2 the centre is
/// G (M - a S): a = Re E[M S*] / E|S|^2 is the projection of the middle on the side, and G = max(0, 2 Re E[L R*] / (E|L|^2 + E|R|^2))^p
/// the similarity of the channels (Avendano and Jot, A frequency-domain approach to multichannel upmix, JAES 2004, eq. 3, with the
/// real part so that opposite polarity is no centre). E is a mean over time and three bins. Left and right leave the centre by
/// subtraction in the time domain.
/// </remarks>
public sealed class CentreUpmixer
{
    /// <summary>Keeps decaying means from becoming denormal numbers, which are slow; far below any signal.</summary>
    const float Floor = 1e-30f;

    readonly int _window, _hop, _bins;
    readonly float _keep, _similarityPower;
    readonly Fft<float> _fft;
    readonly float[] _shape, _windowed, _overlapAdd;
    readonly float[] _leftInput, _rightInput;                       // the last window of input
    readonly float[] _leftRe, _leftIm, _rightRe, _rightIm;
    readonly float[] _leftPower, _rightPower, _crossPower;          // time means by bin: |L|^2, |R|^2, Re L R*
    readonly float[] _centreRe, _centreIm;
    int _fill;

    /// <summary>Prepares an upmix at one sample rate.</summary>
    public CentreUpmixer(UpmixSettings settings, int sampleRate)
    {
        _window = settings.WindowFrames;
        _hop = _window / 4;
        _keep = (float)Math.Exp(-_hop / (settings.SmoothingSeconds * sampleRate));
        _similarityPower = (float)settings.SimilarityPower;
        _fft = new Fft<float>(_window);
        _bins = _fft.BinCount;
        _shape = SquareRootHann(_window);
        (_windowed, _overlapAdd) = (new float[_window], new float[_window]);
        (_leftInput, _rightInput) = (new float[_window], new float[_window]);
        (_leftRe, _leftIm, _rightRe, _rightIm) = (new float[_bins], new float[_bins], new float[_bins], new float[_bins]);
        (_leftPower, _rightPower, _crossPower) = (new float[_bins], new float[_bins], new float[_bins]);
        (_centreRe, _centreIm) = (new float[_bins], new float[_bins]);
    }

    /// <summary>Delay from input to output in samples: the window's length.</summary>
    public int LatencyFrames => _window;

    /// <summary>Splits <c>2 x frames</c> into left, right and centre, <c>3 x frames</c>; any number of frames.</summary>
    public void Process(AudioBlock stereo, AudioBlock leftRightCentre)
    {
        for (int done = 0; done < stereo.Frames;)
        {
            int frames = Math.Min(stereo.Frames - done, _hop - _fill);
            PassThroughWindow(stereo.Slice(done, frames), leftRightCentre.Slice(done, frames));
            _fill += frames;
            done += frames;
            if (_fill == _hop) NextHop();
        }
    }

    /// <summary>Forgets all past input.</summary>
    public void Reset()
    {
        foreach (float[] memory in (ReadOnlySpan<float[]>)[_overlapAdd, _leftInput, _rightInput, _leftPower, _rightPower, _crossPower])
            Array.Clear(memory);
        _fill = 0;
    }

    /// <summary>Reads the oldest hop of the window, takes the centre out of it, and puts the new input in its place.</summary>
    void PassThroughWindow(AudioBlock stereo, AudioBlock leftRightCentre)
    {
        Span<float> left = leftRightCentre[0], right = leftRightCentre[1], centre = leftRightCentre[2];
        Span<float> newLeft = stereo[0], newRight = stereo[1];
        for (int n = 0; n < stereo.Frames; n++)
        {
            int at = _fill + n;
            (float inLeft, float inRight) = (newLeft[n], newRight[n]);
            centre[n] = _overlapAdd[at];
            left[n] = _leftInput[at] - centre[n];
            right[n] = _rightInput[at] - centre[n];
            (_leftInput[at], _rightInput[at]) = (inLeft, inRight);
        }
    }

    void NextHop()
    {
        _fill = 0;
        Rotate(_leftInput);
        Rotate(_rightInput);
        Analyse(_leftInput, _leftRe, _leftIm);
        Analyse(_rightInput, _rightRe, _rightIm);
        UpdatePowers();
        EstimateCentre();
        Synthesise();
    }

    /// <summary>Moves the hop just written from the front to the end, so that the window reads in order of time.</summary>
    void Rotate(float[] input)
    {
        input.AsSpan(0, _hop).CopyTo(_windowed);
        input.AsSpan(_hop).CopyTo(input);
        _windowed.AsSpan(0, _hop).CopyTo(input.AsSpan(_window - _hop));
    }

    void Analyse(float[] input, float[] re, float[] im)
    {
        for (int n = 0; n < _window; n++) _windowed[n] = input[n] * _shape[n];
        _fft.Forward(_windowed, re, im);
    }

    void UpdatePowers()
    {
        ReadOnlySpan<float> leftRe = _leftRe, leftIm = _leftIm.AsSpan(0, leftRe.Length), rightRe = _rightRe.AsSpan(0, leftRe.Length), rightIm = _rightIm.AsSpan(0, leftRe.Length);
        Span<float> leftPower = _leftPower.AsSpan(0, leftRe.Length), rightPower = _rightPower.AsSpan(0, leftRe.Length), crossPower = _crossPower.AsSpan(0, leftRe.Length);
        float add = 1 - _keep;
        for (int k = 0; k < leftRe.Length; k++)
        {
            leftPower[k] = _keep * leftPower[k] + add * (leftRe[k] * leftRe[k] + leftIm[k] * leftIm[k]) + Floor;
            rightPower[k] = _keep * rightPower[k] + add * (rightRe[k] * rightRe[k] + rightIm[k] * rightIm[k]) + Floor;
            crossPower[k] = _keep * crossPower[k] + add * (leftRe[k] * rightRe[k] + leftIm[k] * rightIm[k]) + Floor;
        }
    }

    void EstimateCentre()
    {
        for (int k = 0; k < _bins; k++)
        {
            (int below, int above) = (Math.Max(k - 1, 0), Math.Min(k + 1, _bins - 1));
            float left = _leftPower[below] + _leftPower[k] + _leftPower[above];
            float right = _rightPower[below] + _rightPower[k] + _rightPower[above];
            float cross = _crossPower[below] + _crossPower[k] + _crossPower[above];
            float side = left + right - 2 * cross;                                   // 4 E|S|^2
            float projection = Math.Clamp((left - right) / (side + Floor), -1, 1);   // E|L|^2 - E|R|^2 = 4 Re E[M S*]
            float similarity = Math.Max(0, 2 * cross / (left + right));
            float gain = _similarityPower == 1 ? similarity : MathF.Pow(similarity, _similarityPower);
            float fromLeft = gain * (1 - projection) / 2, fromRight = gain * (1 + projection) / 2;
            _centreRe[k] = fromLeft * _leftRe[k] + fromRight * _rightRe[k];
            _centreIm[k] = fromLeft * _leftIm[k] + fromRight * _rightIm[k];
        }
    }

    void Synthesise()
    {
        _fft.Inverse(_centreRe, _centreIm, _windowed);
        _overlapAdd.AsSpan(_hop).CopyTo(_overlapAdd);
        _overlapAdd.AsSpan(_window - _hop).Clear();
        for (int n = 0; n < _window; n++) _overlapAdd[n] += 0.5f * _windowed[n] * _shape[n]; // four Hann windows add up to 2
    }

    static float[] SquareRootHann(int length)
    {
        float[] shape = new float[length];
        for (int n = 0; n < length; n++) shape[n] = (float)Math.Sin(Math.PI * n / length);
        return shape;
    }
}
