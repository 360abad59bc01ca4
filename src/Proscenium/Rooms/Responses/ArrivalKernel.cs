using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Proscenium.Engine.Dsp;

namespace Proscenium.Rooms.Responses;

/// <summary>
/// Adds sounds that arrive between two samples: the response of <see cref="FractionalDelay"/> from a table, joined linearly between its steps (error below
/// -90 dB).
/// </summary>
static class ArrivalKernel
{
    /// <summary>Samples that a sum needs before its first one and after its last one.</summary>
    public const int Reach = FractionalDelay.Reach;

    const int Taps = 2 * Reach, Steps = 256;

    /// <summary>steps x taps; the first step arrives on a sample, the last one on the next sample.</summary>
    static readonly double[] _table = [.. Enumerable.Range(0, (Steps + 1) * Taps).Select(i => FractionalDelay.At(i % Taps - Reach + 1 - (double)(i / Taps) / Steps))];

    /// <summary>Adds an arrival.</summary>
    /// <param name="sum">The samples, beginning <see cref="Reach"/> before time zero.</param>
    /// <param name="samples">When it arrives, in samples; below the sum's length less twice <see cref="Reach"/>.</param>
    /// <param name="pressure">What arrives.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(double[] sum, double samples, double pressure)
    {
        (int first, int row, double share) = Place(samples);
        ReadOnlySpan<Vector<double>> early = MemoryMarshal.Cast<double, Vector<double>>(Row(row)), late = MemoryMarshal.Cast<double, Vector<double>>(Row(row + 1));
        Span<Vector<double>> target = MemoryMarshal.Cast<double, Vector<double>>(sum.AsSpan(first, Taps));
        Vector<double> before = new((1 - share) * pressure), after = new(share * pressure);
        for (int i = 0; i < target.Length; i++) target[i] += before * early[i] + after * late[i];
    }

    /// <summary>The same for each octave band.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(OctaveValues[] sum, double samples, OctaveValues pressure)
    {
        (int first, int row, double share) = Place(samples);
        ReadOnlySpan<double> early = Row(row), late = Row(row + 1);
        Span<OctaveValues> target = sum.AsSpan(first, Taps);
        for (int i = 0; i < target.Length; i++) target[i] += pressure * (early[i] + share * (late[i] - early[i]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (int First, int Row, double Share) Place(double samples)
    {
        int first = (int)samples;
        double step = (samples - first) * Steps;
        int row = (int)step;
        return (first + 1, row, step - row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ReadOnlySpan<double> Row(int row) => _table.AsSpan(row * Taps, Taps);
}
