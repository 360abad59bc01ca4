using Proscenium.Heads;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;
using Proscenium.Judging.Rooms;

namespace Proscenium.Tests.Judging;

public class RoomResponsesTests
{
    const int Rate = 48000;

    /// <summary>A pulse of 1 at both ears, and 480 samples later its reflection: a half at the left ear, a tenth at the right one.</summary>
    static readonly RoomResponses _two = new(Pulses((100, 1, 1)), Pulses((100, 1, 1), (580, 0.5, 0.1)));

    [Fact]
    public void DirectToReverberantRatio_IsThatOfTwoPulses_InEveryBand()
    {
        DirectToReverberant ratio = new(_two);
        foreach (Band octave in Band.Octaves(125, 1000, 8000))
        {
            Assert.Equal(20 * Math.Log10(2), ratio.Db(Side.Left, octave), 1e-6);
            Assert.Equal(20, ratio.Db(Side.Right, octave), 1e-6);
            Assert.Equal(10 * Math.Log10(2 / 0.26), ratio.Db(octave), 1e-6);
        }
        Assert.Equal(10 * Math.Log10(2 / 0.26), ratio.MeanDb(200, 8000), 1e-6);
    }

    [Fact]
    public void CriticalDistance_IsWhereBothAreAlike()
    {
        // direct sound falls as 1 / r: a ratio of 1 at 0.5 m is one of 1/16 at 2 m
        Assert.Equal(0.5, DirectToReverberant.CriticalDistance(2, 10 * Math.Log10(1 / 16.0)), 1e-12);
        Assert.Equal(0.5, DirectToReverberant.CriticalDistance(0.25, 10 * Math.Log10(4)), 1e-12);
    }

    [Fact]
    public void UpToATime_ReflectionsThatComeLater_AreGone()
    {
        Assert.Equal(100.0 / Rate, _two.ArrivalSeconds);
        Assert.Equal(_two.Direct, _two.Until(0));
        Assert.Equal(_two.Direct.Left[..579], _two.Until(479.5 / Rate).Left);
        Assert.Equal(_two.Whole.Left[..581], _two.Until(481.5 / Rate).Left);
        Assert.Equal(_two.Whole.Right, _two.Until(double.PositiveInfinity).Right);
        Assert.Equal(Pulses((580, 0.5, 0.1)).Left, _two.Reflected.Left);
    }

    [Fact]
    public void TwoSourcesAtOnce_AddUp()
    {
        RoomResponses both = _two.Plus(new(Pulses((90, 2, 3)), Pulses((90, 2, 3), (700, 4, 5))));
        Assert.Equal(Pulses((100, 1, 1), (90, 2, 3)).Right, both.Direct.Right);
        Assert.Equal(Pulses((100, 1, 1), (580, 0.5, 0.1), (90, 2, 3), (700, 4, 5)).Right, both.Whole.Right);
        Assert.Equal(90.0 / Rate, both.ArrivalSeconds); // of the louder one
    }

    static EarResponses Pulses(params (int Sample, double Left, double Right)[] pulses)
    {
        EarResponses ears = new(new double[1024], new double[1024], Rate);
        foreach ((int sample, double left, double right) in pulses) (ears.Left[sample], ears.Right[sample]) = (left, right);
        return ears;
    }
}
