namespace Proscenium.Sweeps.Studies;

/// <summary>
/// Points that fill a cube evenly, however many are taken: Sobol's sequence (USSR Computational Mathematics 7, 1967) in the order of Antonov and Saleev (1979), with the direction numbers of Joe and Kuo (SIAM Journal on Scientific Computing 30, 2008).
/// </summary>
static class SobolSequence
{
    const int Bits = 30;

    /// <summary>Of each dimension after the first: the inner coefficients of its primitive polynomial as bits, and its first direction numbers, as many as the polynomial's degree.</summary>
    static readonly (int Coefficients, int[] Numbers)[] _polynomials =
    [
        (0, [1]), (1, [1, 3]), (1, [1, 3, 1]), (2, [1, 1, 1]), (1, [1, 1, 3, 3]), (4, [1, 3, 5, 13]), (2, [1, 1, 5, 5, 17]), (4, [1, 1, 5, 5, 5]), (7, [1, 1, 7, 11, 19]),
        (11, [1, 1, 5, 1, 1]), (13, [1, 1, 1, 3, 11]), (14, [1, 3, 5, 5, 31]), (1, [1, 3, 3, 9, 7, 49]), (13, [1, 1, 1, 15, 21, 21]), (16, [1, 3, 1, 13, 27, 49]),
    ];

    static readonly uint[][] _directions = [.. Enumerable.Range(0, _polynomials.Length + 1).Select(Directions)];

    /// <summary>The most dimensions.</summary>
    public static int MaxDimensions => _directions.Length;

    /// <summary>A coordinate of a point, from 0 up to 1.</summary>
    /// <param name="point">The point's number, from 0.</param>
    /// <param name="dimension">The dimension, from 0.</param>
    public static double At(int point, int dimension)
    {
        uint gray = (uint)point ^ (uint)point >> 1, sum = 0;
        for (int bit = 0; gray != 0; bit++, gray >>= 1)
            if ((gray & 1) != 0) sum ^= _directions[dimension][bit];
        return (double)sum / (1u << Bits);
    }

    /// <summary>Direction numbers as fractions of 2^30 (Bratley and Fox, ACM Transactions on Mathematical Software 14, 1988, equation 2).</summary>
    static uint[] Directions(int dimension)
    {
        uint[] v = new uint[Bits];
        if (dimension == 0)
        {
            for (int i = 0; i < Bits; i++) v[i] = 1u << (Bits - 1 - i);
            return v;
        }
        (int coefficients, int[] numbers) = _polynomials[dimension - 1];
        int degree = numbers.Length;
        for (int i = 0; i < Bits; i++)
        {
            if (i < degree)
            {
                v[i] = (uint)numbers[i] << (Bits - 1 - i);
                continue;
            }
            v[i] = v[i - degree] ^ v[i - degree] >> degree;
            for (int k = 1; k < degree; k++)
                if ((coefficients >> (degree - 1 - k) & 1) != 0) v[i] ^= v[i - k];
        }
        return v;
    }
}
