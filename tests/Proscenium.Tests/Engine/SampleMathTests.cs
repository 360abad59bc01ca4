using Proscenium.Engine.Dsp;

namespace Proscenium.Tests.Engine;

public class SampleMathTests
{
    [Fact]
    public void Vectors_AgreeWith_PlainLoops_AtAllLengths()
    {
        for (int length = 0; length <= 70; length++)
        {
            float[] a = Signals.Noise(length, length), b = Signals.Noise(length, length + 100), result = new float[length];
            SampleMath.Add(a, b, result);
            Assert.Equal([.. a.Zip(b, (x, y) => x + y)], result);
            SampleMath.Subtract(a, b, result);
            Assert.Equal([.. a.Zip(b, (x, y) => x - y)], result);
            SampleMath.Multiply(a, b, result);
            Assert.Equal([.. a.Zip(b, (x, y) => x * y)], result);
            float[] sum = (float[])a.Clone();
            SampleMath.MultiplyAdd(a, b, sum);
            for (int n = 0; n < length; n++) Assert.Equal(a[n] + a[n] * b[n], sum[n], 1e-6f);
            Assert.Equal(a.Zip(b, (x, y) => (double)x * y).Sum(), SampleMath.Dot(a, b), 1e-5);
            SampleMath.Scale(result, 2);
            Assert.Equal([.. a.Zip(b, (x, y) => 2 * (x * y))], result);
        }
    }

    [Fact]
    public void SampleGuard_FindsBadSamples_AtEveryPlace()
    {
        for (int length = 1; length <= 40; length++)
        {
            for (int place = 0; place < length; place++)
            {
                foreach (float bad in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1e9f])
                {
                    float[] channel = Signals.Noise(length, length), wanted = (float[])channel.Clone();
                    (channel[place], wanted[place]) = (bad, 0);
                    Assert.Equal(1, SampleGuard.Silence(channel));
                    Assert.Equal(wanted, channel);
                }
            }
            Assert.Equal(Signals.Noise(length, 3).Max(MathF.Abs), SampleGuard.Peak(Signals.Noise(length, 3)));
        }
    }
}
