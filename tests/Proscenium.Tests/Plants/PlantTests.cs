using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Plants;
using Proscenium.Tests.Golden;
using Proscenium.Tests.Heads;

namespace Proscenium.Tests.Plants;

public class PlantTests
{
    internal static Device Pair(double spacing, double distance) => new("pair", "", null,
    [
        new Driver("left", DriverKind.Fullrange, spacing / 2, 0, 0, 0, 0, 0.03, 150, 20000),
        new Driver("right", DriverKind.Fullrange, -spacing / 2, 0, 0, 0, 0, 0.03, 150, 20000),
    ], distance);

    [Fact]
    public void PointSources_AtTheEars_Match_TheGoldenPlant()
    {
        Device pair = Pair(0.2, 2);
        foreach (var row in GoldenFile.Rows("ctc_two_driver.json"))
        {
            for (int driver = 0; driver < 2; driver++)
            {
                EarPair ears = new SphericalHead().Respond(HeadPose.Seat.ToHead(pair.Field(driver, row.Number("f"), 2)));
                SphericalHeadTests.AssertClose(row.GetProperty("H")[0][driver].Complex(), ears.Left, $"{row}");
                SphericalHeadTests.AssertClose(row.GetProperty("H")[1][driver].Complex(), ears.Right, $"{row}");
            }
        }
    }

    [Fact]
    public void InterpolatedPlant_StaysWithin_OneTenThousandth()
    {
        FrequencyGrid grid = FrequencyGrid.ForDesign(48000);
        Device device = Pair(0.2, 2);
        TransferMatrix plant = Plant.AtEars(device, 2, new SphericalHead(), [new HeadPose(Left: 0.05, YawDegrees: 10)], grid);
        for (int bin = grid.Bin(100); bin < grid.Bin(20000); bin += 97)
        {
            EarPair exact = new SphericalHead().Respond(new HeadPose(Left: 0.05, YawDegrees: 10).ToHead(device.Field(0, grid.Frequency(bin), 2)));
            Assert.True((exact.Left - plant[0, 0, bin]).Magnitude < 1e-4 * exact.Left.Magnitude, $"{grid.Frequency(bin)} Hz: {(exact.Left - plant[0, 0, bin]).Magnitude / exact.Left.Magnitude}");
            Assert.True((exact.Right - plant[1, 0, bin]).Magnitude < 1e-4 * exact.Right.Magnitude);
        }
    }

    [Fact]
    public void CapAtTheEar_Matches_KirchhoffQuadrature_OverTheDevice()
    {
        // p_ear = integral over the device's sphere of [p dG/dn - G dp/dn] / 4 pi, G the ear's response to a point source there
        CapOnSphere cap = new(0.09, Math.Asin(0.025 / 0.09));
        SphericalHead head = new();
        Position centre = new(0.9, 0, 0);
        const double frequency = 1600, radius = 0.12, step = 1e-5;
        Complex quadrature = Complex.Zero;
        const int rings = 400, perRing = 40;
        for (int i = 0; i < rings; i++)
        {
            double cosine = -1 + 2 * (i + 0.5) / rings, angle = Math.Acos(cosine);
            Complex pressure = cap.Pressure(radius, angle, frequency);
            Complex slope = (cap.Pressure(radius + step, angle, frequency) - cap.Pressure(radius - step, angle, frequency)) / (2 * step);
            for (int j = 0; j < perRing; j++)
            {
                double turn = 2 * Math.PI * j / perRing;
                // the cap looks to the listener's left: axis +y
                Position normal = new(Math.Sin(angle) * Math.Cos(turn), cosine, Math.Sin(angle) * Math.Sin(turn));
                Complex Ear(double at) => head.PointSource(centre + at * normal, frequency).Left;
                Complex outwards = (Ear(radius + step) - Ear(radius - step)) / (2 * step);
                quadrature += (pressure * outwards - Ear(radius) * slope) * (2.0 / rings) * (2 * Math.PI / perRing) * radius * radius / (4 * Math.PI);
            }
        }
        Monopole[] line = Array.ConvertAll(cap.EquivalentLine(frequency), point => new Monopole(centre + new Position(0, point.Distance, 0), point.Strength));
        Complex ear = head.Respond(new DriverField(frequency, centre, line)).Left;
        Assert.True((quadrature - ear).Magnitude < 2e-3 * ear.Magnitude, $"{quadrature} against {ear}");
    }
}
