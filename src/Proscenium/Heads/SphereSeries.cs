using System.Numerics;
using Proscenium.Mathematics;

namespace Proscenium.Heads;

/// <summary>
/// The pressure of a point source on a rigid sphere, sum_n (2n+1) P_n(cos) h_n(kr)/h'_n(ka), at two surface points. What depends on the
/// sphere alone is kept for all sources of one frequency, and its memory for the next frequency.
/// </summary>
/// <remarks>
/// g_n = h_n(kr)/h_n(ka) follows the functions' own recurrence (Abramowitz and Stegun 1964, 10.1.19), scaled by s_n = h_n(ka)/h_{n+1}(ka):
/// g_{n+1} = (2n+1)/(kr) s_n g_n - s_n s_{n-1} g_{n-1}. Upwards is stable for h, and nothing overflows.
/// </remarks>
sealed class SphereSeries
{
    const int MaxOrders = 2000;

    [ThreadStatic]
    static SphereSeries? _ofThread;

    Order[] _orders = new Order[64];
    int _count;
    double _surface;
    Complex _ratio, _scaleBefore;

    SphereSeries()
    {
    }

    /// <summary>The series of a sphere, given by k times its radius; it holds until this thread asks for another one.</summary>
    public static SphereSeries For(double surface)
    {
        SphereSeries series = _ofThread ??= new();
        if (series._surface != surface) (series._surface, series._count, series._ratio, series._scaleBefore) = (surface, 0, Complex.One, Complex.Zero);
        return series;
    }

    /// <summary>The sum at two points on the sphere.</summary>
    /// <param name="source">k times the source's distance from the centre.</param>
    /// <param name="leftCosine">Of the angle between source and first point.</param>
    /// <param name="rightCosine">The same of the second point.</param>
    public EarPair Sum(double source, double leftCosine, double rightCosine)
    {
        Complex here = Complex.FromPolarCoordinates(_surface / source, _surface - source), before = Complex.Zero;
        double nearness = 1 / source;
        double leftRe = 0, leftIm = 0, rightRe = 0, rightIm = 0;
        double left = 1, leftBefore = 0, right = 1, rightBefore = 0;
        for (int n = 0; n < MaxOrders; n++)
        {
            ref readonly Order order = ref At(n);
            double re = here.Real * order.Weight.Real - here.Imaginary * order.Weight.Imaginary;
            double im = here.Real * order.Weight.Imaginary + here.Imaginary * order.Weight.Real;
            leftRe += left * re;
            leftIm += left * im;
            rightRe += right * re;
            rightIm += right * im;
            if (n > _surface && Math.Abs(re) + Math.Abs(im) < 1e-16 * Math.Min(Math.Abs(leftRe) + Math.Abs(leftIm), Math.Abs(rightRe) + Math.Abs(rightIm))) break;
            (left, leftBefore) = (order.Rise * leftCosine * left - order.Fall * leftBefore, left);
            (right, rightBefore) = (order.Rise * rightCosine * right - order.Fall * rightBefore, right);
            (here, before) = (n == 0 ? here * order.Scale * new Complex(nearness, 1) : ((2 * n + 1) * nearness).Times(order.Scale) * here - order.ScaleTwice * before, here);
        }
        return new(new(leftRe, leftIm), new(rightRe, rightIm));
    }

    ref readonly Order At(int n)
    {
        if (n == _count) Add();
        return ref _orders[n];
    }

    /// <summary>The next order: they are always asked for one after the other.</summary>
    void Add()
    {
        int n = _count++;
        if (n == _orders.Length) Array.Resize(ref _orders, 2 * n);
        _ratio = SphericalBessel.NextHankelRatio(n, _surface, _ratio);
        Complex scale = 1 / _ratio;
        _orders[n] = new((2 * n + 1) / (n / _surface - _ratio), scale, scale * _scaleBefore, (2 * n + 1.0) / (n + 1), n / (n + 1.0));
        _scaleBefore = scale;
    }

    /// <param name="Weight">(2n+1) h_n(ka)/h'_n(ka).</param>
    /// <param name="Scale">s_n.</param>
    /// <param name="ScaleTwice">s_n s_{n-1}.</param>
    /// <param name="Rise">(2n+1)/(n+1) of Bonnet's recursion.</param>
    /// <param name="Fall">n/(n+1) of it.</param>
    readonly record struct Order(Complex Weight, Complex Scale, Complex ScaleTwice, double Rise, double Fall);
}
