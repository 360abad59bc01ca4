using Proscenium.Engine.Dsp;
using Proscenium.Live;

namespace Proscenium.Tests.Live;

public class DriverIdentificationTests
{
    const int Rate = 48000, Frames = 480;

    [Fact]
    public void OneDriverSoundsAtATime_Softly_AndChangesWithoutAClick()
    {
        DriverIdentification tones = new(Rate);
        AudioBuffer none = new(0, Frames), output = new(3, Frames);
        float last = 0, step = 0;
        foreach (int driver in (int[])[-1, 0, -1, 2, 1])
        {
            tones.Driver = driver;
            for (int block = 0; block < 10; block++)
            {
                tones.Process(none.Block(), output.Block());
                for (int n = 0; n < Frames; n++)
                {
                    float sum = output.Block()[0][n] + output.Block()[1][n] + output.Block()[2][n];
                    (step, last) = (Math.Max(step, Math.Abs(sum - last)), sum);
                }
            }
            for (int channel = 0; channel < 3; channel++) Assert.Equal(channel == driver ? 0.05 : 0, SampleGuard.Peak(output.Block()[channel]), 4);
        }
        Assert.True(step <= 0.05 * 2 * Math.PI * 1000 / Rate + 0.001, $"a step of {step}");
    }
}
