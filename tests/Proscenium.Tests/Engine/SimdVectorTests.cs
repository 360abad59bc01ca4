using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Simd;

namespace Proscenium.Tests.Engine;

/// <summary>Vectors of every width that this machine has, held against one lane.</summary>
public class SimdVectorTests
{
    public static TheoryData<int> Widths => [2, 4, 8, 16];

    [Theory, MemberData(nameof(Widths))]
    public void Transforms_AgreeWith_TheScalarTwin(int lanes)
    {
        for (int length = 4; length <= 65536; length *= 2)
        {
            AssertTransformsAgree<float>(length, lanes, 1e-6);
            AssertTransformsAgree<double>(length, lanes, 1e-14);
        }
    }

    [Theory, MemberData(nameof(Widths))]
    public void Products_AgreeWith_TheScalarTwin(int lanes)
    {
        FirMatrix filters = new(3, 4, 200);
        for (int path = 0; path < 12; path++)
            if (path is not (1 or 2 or 7)) Signals.Noise(200, path).CopyTo(filters[path / 4, path % 4]);
        LevelPlan level = new(32, 0, 7);
        Fft<float> fft = new(64);
        FilterSpectra vectors = FilterSpectra.Of(filters, level, fft, lanes), scalars = FilterSpectra.Of(filters, level, fft, 1);
        Spectra spectrum = new(1, 32), found = new(4, 32), wanted = new(4, 32);
        for (int turn = 0; turn < 10; turn++)
        {
            for (int input = 0; input < 3; input++)
            {
                fft.Forward(Signals.Noise(64, 10 * turn + input), spectrum.Re(0), spectrum.Im(0));
                vectors.SetNewest(input, spectrum);
                scalars.SetNewest(input, spectrum);
            }
            vectors.Sum(turn % 3, 4, 0, vectors.Tiles, found);
            scalars.Sum(turn % 3, 4, 0, scalars.Tiles, wanted);
            for (int output = 0; output < 4; output++)
            {
                Assert.True(Signals.ErrorDb(found.Re(output), wanted.Re(output)) < -120);
                Assert.True(Signals.ErrorDb(found.Im(output), wanted.Im(output)) < -120);
            }
            vectors.Age();
            scalars.Age();
        }
    }

    [Fact]
    public void TransformsAndProducts_FillTheRegisters_ThatTheProcessorHas()
    {
        int bits = Avx512F.IsSupported && Vector512.IsHardwareAccelerated ? 512 : Avx2.IsSupported ? 256 : Sse2.IsSupported || AdvSimd.IsSupported ? 128 : 32;
        Assert.Equal(bits, 32 * Lanes(RealTransform<float>.Widest(4096)));
        Assert.Equal(bits, 32 * Lanes(FilterSpectra.Of(new(1, 1, 4096), new(1024, 0, 4), new(2048))));
    }

    static int Lanes(object ofVectors) => (int)ofVectors.GetType().GetGenericArguments()[0].GetProperty("Count")!.GetValue(null)!;

    static void AssertTransformsAgree<T>(int length, int lanes, double tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RealTransform<T> vectors = RealTransform<T>.Widest(length, lanes), scalars = RealTransform<T>.Widest(length, 1);
        T[] time = Array.ConvertAll(Signals.Noise(length, lanes), T.CreateChecked);
        T[][] spectra = [.. Enumerable.Range(0, 4).Select(_ => new T[length / 2 + 1])];
        T[] back = new T[length], later = new T[length / 2];
        vectors.Forward(ref time[0], ref spectra[0][0], ref spectra[1][0]);
        scalars.Forward(ref time[0], ref spectra[2][0], ref spectra[3][0]);
        AssertNear(spectra[0], spectra[2], tolerance * Math.Sqrt(length));
        AssertNear(spectra[1], spectra[3], tolerance * Math.Sqrt(length));
        vectors.Inverse(ref spectra[0][0], ref spectra[1][0], ref back[0]);
        AssertNear(back, time, tolerance);
        vectors.InverseLaterHalf(ref spectra[0][0], ref spectra[1][0], ref later[0]);
        Assert.Equal(back[(length / 2)..], later);
    }

    static void AssertNear<T>(T[] found, T[] wanted, double tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < found.Length; i++) Assert.Equal(double.CreateChecked(wanted[i]), double.CreateChecked(found[i]), tolerance);
    }

    [Fact]
    public void EightByEight_RowsBecomeColumns()
    {
        float[] rows = [.. Enumerable.Range(0, 64).Select(n => (float)n)], columns = new float[64];
        Transposition.EightByEight(ref rows[0], ref columns[0]);
        Assert.Equal(Enumerable.Range(0, 64).Select(n => (float)(n % 8 * 8 + n / 8)), columns);
    }
}
