using Proscenium.Engine.Plan;
using Proscenium.Engine.Upmix;

namespace Proscenium.Tests.Engine;

public class UpmixTimingTests
{
    public static TheoryData<UpmixMode, double> Modes => new() { { UpmixMode.Music, 85 }, { UpmixMode.Fast, 85 }, { UpmixMode.Video, 21 }, { UpmixMode.Live, 5.4 } };

    [Theory]
    [MemberData(nameof(Modes))]
    public void Latency_StaysWithinTheModes_AtEveryRate_AndIsWhatTheUpmixDeclares(UpmixMode mode, double milliseconds)
    {
        foreach (int rate in (int[])[8000, 11025, 16000, 22050, 32000, 44100, 48000, 88200, 96000, 176400, 192000, 384000])
        {
            UpmixTiming timing = UpmixTiming.Of(mode, rate);
            double latency = 1000.0 * timing.LatencyFrames / rate;
            Assert.InRange(latency, 0.9 * milliseconds, milliseconds);
            Assert.True(timing.WindowFrames <= timing.TransformLength && timing.LatencyFrames % timing.HopFrames == 0);
            Assert.True(!timing.Filters || timing.PastFrames <= timing.TransformLength / 2, "a response reaches no farther back than half the transform of its weights");
            Assert.Equal(timing.LatencyFrames, new CentreUpmixer(mode, rate).LatencyFrames);
        }
    }
}
