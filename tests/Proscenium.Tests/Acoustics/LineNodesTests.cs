using Proscenium.Acoustics;
using Proscenium.Heads;

namespace Proscenium.Tests.Acoustics;

public class LineNodesTests
{
    [Theory]
    [InlineData(0.6)]
    [InlineData(2)]
    public void FewPlacesOnALine_SoundAtTheEars_AsAllItsMonopolesDo_Within1e5To16Kilohertz(double metres)
    {
        SphericalHead head = new();
        foreach (HeadPose pose in (HeadPose[])[HeadPose.Seat, new(Left: 0.1, Up: -0.05, Forward: 0.08, YawDegrees: 25)])
        {
            for (int driver = 0; driver < Designs.EchoStudio.Drivers.Count; driver++)
            {
                for (double frequency = 20; frequency <= 16000; frequency *= 1.35)
                {
                    DriverField field = pose.ToHead(Designs.EchoStudio.Field(driver, frequency, metres));
                    Assert.True(LineNodes.CountFor(field.Line!.Value, head.RadiusMetres, frequency) < field.Monopoles.Length); // else nothing is left out
                    EarPair few = head.Respond(field), all = head.Respond(field with { Line = null });
                    double loud = Math.Max(all.Left.Magnitude, all.Right.Magnitude), error = Math.Max((few.Left - all.Left).Magnitude, (few.Right - all.Right).Magnitude) / loud;
                    Assert.True(error < 1e-5, $"driver {driver} at {frequency:0} Hz: {error}");
                }
            }
        }
    }
}
