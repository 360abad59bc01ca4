namespace Proscenium.Mathematics;

/// <summary>A second-order section that runs, sample by sample: transposed direct form II.</summary>
sealed class BiquadFilter(Biquad section)
{
    double _first, _second;

    /// <summary>The next output.</summary>
    public double Next(double input)
    {
        double output = section.B0 * input + _first;
        _first = section.B1 * input - section.A1 * output + _second;
        _second = section.B2 * input - section.A2 * output;
        return output;
    }
}
