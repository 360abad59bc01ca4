using System.Numerics;
using System.Runtime.InteropServices;

namespace Proscenium.Engine.Dsp;

/// <summary>Arithmetic on stretches of samples, by vectors and a scalar rest; all spans have the result's length.</summary>
static class SampleMath
{
    /// <summary>a + b.</summary>
    public static void Add(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> sum)
    {
        Span<Vector<float>> vectors = Vectors(sum);
        ReadOnlySpan<Vector<float>> va = Vectors(a)[..vectors.Length], vb = Vectors(b)[..vectors.Length];
        for (int i = 0; i < vectors.Length; i++) vectors[i] = va[i] + vb[i];
        for (int n = Rest(sum); n < sum.Length; n++) sum[n] = a[n] + b[n];
    }

    /// <summary>a - b.</summary>
    public static void Subtract(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> difference)
    {
        Span<Vector<float>> vectors = Vectors(difference);
        ReadOnlySpan<Vector<float>> va = Vectors(a)[..vectors.Length], vb = Vectors(b)[..vectors.Length];
        for (int i = 0; i < vectors.Length; i++) vectors[i] = va[i] - vb[i];
        for (int n = Rest(difference); n < difference.Length; n++) difference[n] = a[n] - b[n];
    }

    /// <summary>a b.</summary>
    public static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> product)
    {
        Span<Vector<float>> vectors = Vectors(product);
        ReadOnlySpan<Vector<float>> va = Vectors(a)[..vectors.Length], vb = Vectors(b)[..vectors.Length];
        for (int i = 0; i < vectors.Length; i++) vectors[i] = va[i] * vb[i];
        for (int n = Rest(product); n < product.Length; n++) product[n] = a[n] * b[n];
    }

    /// <summary>Adds a b to the sum.</summary>
    public static void MultiplyAdd(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> sum)
    {
        Span<Vector<float>> vectors = Vectors(sum);
        ReadOnlySpan<Vector<float>> va = Vectors(a)[..vectors.Length], vb = Vectors(b)[..vectors.Length];
        for (int i = 0; i < vectors.Length; i++) vectors[i] += va[i] * vb[i];
        for (int n = Rest(sum); n < sum.Length; n++) sum[n] += a[n] * b[n];
    }

    /// <summary>Adds a times a gain to the sum.</summary>
    public static void AddScaled(ReadOnlySpan<float> a, float gain, Span<float> sum)
    {
        Span<Vector<float>> vectors = Vectors(sum);
        ReadOnlySpan<Vector<float>> va = Vectors(a)[..vectors.Length];
        for (int i = 0; i < vectors.Length; i++) vectors[i] += va[i] * gain;
        for (int n = Rest(sum); n < sum.Length; n++) sum[n] += a[n] * gain;
    }

    /// <summary>Subtracts a b from the difference.</summary>
    public static void SubtractProduct(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> difference)
    {
        Span<Vector<float>> vectors = Vectors(difference);
        ReadOnlySpan<Vector<float>> va = Vectors(a)[..vectors.Length], vb = Vectors(b)[..vectors.Length];
        for (int i = 0; i < vectors.Length; i++) vectors[i] -= va[i] * vb[i];
        for (int n = Rest(difference); n < difference.Length; n++) difference[n] -= a[n] * b[n];
    }

    /// <summary>The sum of a b.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector<float>> va = Vectors(a), vb = Vectors(b);
        Vector<float> sums = Vector<float>.Zero;
        for (int i = 0; i < va.Length; i++) sums += va[i] * vb[i];
        float sum = Vector.Sum(sums);
        for (int n = Rest(a); n < a.Length; n++) sum += a[n] * b[n];
        return sum;
    }

    /// <summary>Multiplies every sample by a gain.</summary>
    public static void Scale(Span<float> samples, float gain)
    {
        foreach (ref Vector<float> vector in Vectors(samples)) vector *= gain;
        for (int n = Rest(samples); n < samples.Length; n++) samples[n] *= gain;
    }

    static int Rest(ReadOnlySpan<float> samples) => samples.Length - samples.Length % Vector<float>.Count;

    static Span<Vector<float>> Vectors(Span<float> samples) => MemoryMarshal.Cast<float, Vector<float>>(samples);

    static ReadOnlySpan<Vector<float>> Vectors(ReadOnlySpan<float> samples) => MemoryMarshal.Cast<float, Vector<float>>(samples);
}
