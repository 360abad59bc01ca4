using System.Numerics;

namespace Proscenium.Mathematics;

/// <summary>A natural cubic spline through complex values at 0, 1, 2 ...</summary>
/// <remarks>Second derivatives from m[i-1] + 4 m[i] + m[i+1] = 6 (y[i-1] - 2 y[i] + y[i+1]), none at the ends: Press et al., Numerical
/// Recipes, 3rd ed. 2007, section 3.3. MathNet's searches for every value and keeps six arrays for every curve: a plant has hundreds of curves.</remarks>
sealed class UniformSpline
{
    readonly Complex[] _values, _bends; // the bends are second derivatives over six

    public UniformSpline(Complex[] values)
    {
        _values = values;
        _bends = new Complex[values.Length];
        double[] shares = new double[values.Length]; // what elimination leaves of the next bend
        for (int i = 1; i < values.Length - 1; i++)
        {
            shares[i] = 1 / (4 - shares[i - 1]);
            _bends[i] = shares[i] * (values[i - 1] - 2 * values[i] + values[i + 1] - _bends[i - 1]);
        }
        for (int i = values.Length - 2; i > 0; i--) _bends[i] -= shares[i] * _bends[i + 1];
    }

    /// <summary>The value at a place from 0 to the last one.</summary>
    public Complex At(double place)
    {
        int left = Math.Min((int)place, _values.Length - 2);
        double after = place - left, before = 1 - after;
        return before * _values[left] + after * _values[left + 1]
            + (before * before - 1) * before * _bends[left] + (after * after - 1) * after * _bends[left + 1];
    }
}
