using Proscenium.Engine.Dsp;
using Proscenium.Live;

namespace Proscenium.Tests.Live;

/// <summary>The oracle is arithmetic.</summary>
public sealed class PeakMeterTests
{
    const int Rate = 48000, Block = 256;

    [Fact]
    public void APeak_IsRead_ForAsLongAsAsked_AndByAnybody()
    {
        PeakMeter meter = new(2, Rate);
        Assert.Equal([double.NegativeInfinity, double.NegativeInfinity], meter.PeaksDb(1));
        Add(meter, 0.5f, -0.25f, seconds: 0.01);
        Add(meter, 0.1f, 0, seconds: 0.5);
        for (int reader = 0; reader < 2; reader++) // one reader takes nothing from the other
        {
            Assert.Equal(-6.02, meter.PeaksDb(1)[0], 0.01);
            Assert.Equal(-12.04, meter.PeaksDb(1)[1], 0.01);
            Assert.Equal(-20, meter.PeaksDb(0.25)[0], 0.01);
            Assert.Equal(double.NegativeInfinity, meter.PeaksDb(0.25)[1]);
        }
        Add(meter, 0.1f, 0, seconds: 1.1);
        Assert.Equal(-20, meter.PeaksDb(1)[0], 0.01);
    }

    [Fact]
    public void ABlockLongerThanAWindow_IsOneWindow()
    {
        PeakMeter meter = new(1, 8000);
        AudioBuffer block = new(1, 8192);
        block.Block()[0][17] = 1;
        meter.Add(block.Block());
        block.Block().Clear();
        for (int later = 0; later < 4; later++) meter.Add(block.Block());
        Assert.Equal(0, meter.PeaksDb(0.25)[0], 1e-6);
        meter.Add(block.Block());
        Assert.Equal(double.NegativeInfinity, meter.PeaksDb(0.25)[0]);
    }

    static void Add(PeakMeter meter, float left, float right, double seconds)
    {
        AudioBuffer block = new(2, Block);
        block.Block()[0][3] = left;
        block.Block()[1][Block - 1] = right;
        for (int frames = 0; frames < seconds * Rate; frames += Block) meter.Add(block.Block());
    }
}
