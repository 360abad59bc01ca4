using Proscenium.Mathematics;
using Proscenium.Rooms;

namespace Proscenium.Tests.Rooms;

public class DiffuseTailTests
{
    [Theory]
    [InlineData("ell")]
    [InlineData("gable")]
    public void Energy_IsThatOfADiffuseField_Within1Percent(string name)
    {
        PolygonRoom room = FloorPlans.Named(name);
        foreach ((double from, double to) in new[] { (4.0, 60.0), (10.0, 20.0), (25.0, 35.0) })
        {
            List<Image> tail = Images.Tail(room, from, to, 3);
            for (int band = 0; band < OctaveBands.Count; band++)
            {
                double absorbed = -Math.Log(1 - room.MeanAbsorption[band]) * room.SurfaceArea, perMetre = absorbed / (4 * room.Volume);
                double expected = 16 * Math.PI / absorbed * (Math.Exp(-perMetre * from) - Math.Exp(-perMetre * to));
                Assert.Equal(expected, tail.Sum(image => Math.Pow(image.Reflection[band] / image.Metres, 2)), expected / 100);
            }
        }
    }

    [Fact]
    public void Directions_AreEven_AndIndependent()
    {
        List<Image> tail = Images.Tail(FloorPlans.Named("ell"), 10, 1000, 4);
        double count = tail.Count, deviations = 4 / Math.Sqrt(count); // four standard deviations
        Func<Image, Position>[] ends = [image => 1 / image.Metres * image.Towards, image => 1 / image.Metres * image.Emitted];
        foreach (Func<Image, Position> end in ends)
        {
            Assert.All(tail, image => Assert.Equal(1, end(image).Length, 1e-12));
            Assert.InRange(tail.Aggregate(default(Position), (sum, image) => sum + end(image)).Length / count, 0, deviations);
            Assert.Equal(1 / 3.0, tail.Average(image => end(image).Z * end(image).Z), 0.3 * deviations);
        }
        Assert.Equal(0, tail.Average(image => ends[0](image).Dot(ends[1](image))), 0.58 * deviations);
    }

    [Fact]
    public void BandsThatTheWallsAbsorb_AreSilent_AndTheOthersAreNot()
    {
        PolygonRoom room = FloorPlans.Room(FloorPlans.Ell, 2.7, surfaceOf: _ => new("high", [0, 0.1, 0.2, 0.3, 0.4, 0.5, 1, 1]));
        foreach (Image image in Images.Tail(room, 1, 30, 5))
        {
            Assert.Equal(0, image.Reflection[6]);
            Assert.Equal(0, image.Reflection[7]);
            Assert.True(Math.Abs(image.Reflection[5]) is > 0 and < double.PositiveInfinity);
        }
    }
}
