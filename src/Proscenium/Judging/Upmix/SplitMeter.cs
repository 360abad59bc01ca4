using Proscenium.Engine.Dsp;

namespace Proscenium.Judging.Upmix;

/// <summary>Measures what can be told of an upmix without knowing the true centre. Streaming.</summary>
sealed class SplitMeter
{
    double _centre, _side, _middle, _cross, _power, _error;

    /// <summary>Power of the centre relative to that of (left + right) / 2, in dB; NaN where that is silent.</summary>
    public double CentreShareDb => _middle == 0 ? double.NaN : 10 * Math.Log10(_centre / _middle);

    /// <summary>Correlation of the centre with left minus right; NaN where one of them is silent.</summary>
    public double SideCorrelation => _cross / Math.Sqrt(_centre * _side);

    /// <summary>Power of left + centre - input and right + centre - input relative to the input's, in dB; NaN for silence.</summary>
    public double ReconstructionErrorDb => 10 * Math.Log10(_error / _power);

    /// <summary>Takes in matching stretches of input, <c>2 x frames</c>, and left, right and centre, <c>3 x frames</c>.</summary>
    public void Add(ReadOnlyAudioBlock input, ReadOnlyAudioBlock split)
    {
        ReadOnlySpan<float> inputLeft = input[0], inputRight = input[1], left = split[0], right = split[1], centre = split[2];
        for (int n = 0; n < centre.Length; n++)
        {
            double c = centre[n], l = inputLeft[n], r = inputRight[n];
            (_centre, _middle, _side) = (_centre + c * c, _middle + Square((l + r) / 2), _side + Square(l - r));
            (_cross, _power) = (_cross + c * (l - r), _power + l * l + r * r);
            _error += Square(left[n] + c - l) + Square(right[n] + c - r);
        }
    }

    static double Square(double value) => value * value;
}
