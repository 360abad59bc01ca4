using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Mathematics;

namespace Proscenium.Tests.Heads;

/// <summary>Heads "measured" from a sphere, whose truth between the measurements is known.</summary>
public class MeasuredHeadTests
{
    static readonly double[] _hertz = [250, 500, 1000, 2000, 4000, 8000];

    /// <summary>Neither of them the sphere that the head itself reckons with.</summary>
    static readonly SphericalHead _small = new(0.08, 95), _large = new(0.095, 105);

    static readonly SampledSphere _grid = new(_large, SampledSphere.Rings(10, 1.4));

    [Theory]
    [Trait(Traits.Category, Traits.Slow)]
    [InlineData(5, 0.05, 0.15, 6)]
    [InlineData(10, 0.12, 0.15, 8)]
    [InlineData(15, 0.2, 0.4, 20)]
    public void BetweenRings_IsTheSphere(double step, double nearDb, double meanFarDb, double microseconds) =>
        Errors.Between(new(_small, SampledSphere.Rings(step, 1.4)), -90, 90, 1.4).AreWithin(nearDb, meanFarDb, microseconds);

    [Fact]
    public void BetweenIrregularDirections_AtMixedDistances_IsTheSphere() =>
        Errors.Between(new(_small, SampledSphere.Irregular(600, seed: 5)), -90, 90, 1.35).AreWithin(0.1, 0.2, 10);

    [Theory]
    [InlineData(0.5)]
    [InlineData(4)]
    public void AtOtherDistances_IsTheSphere(double metres) =>
        Errors.Between(_grid, -90, 90, metres).AreWithin(0.5, 0.4, 10);

    [Fact]
    public void OnAHorizontalRing_IsTheSphere() =>
        Errors.Between(new(_large, SampledSphere.Ring(72, 1.4)), -0.01, 0.01, 1.4).AreWithin(0.05, 0.1, 3);

    [Fact]
    public void AboveAndBelowARing_KeepsNearTheSphere() =>
        Errors.Between(new(_large, SampledSphere.Ring(72, 1.4)), -30, 30, 1.4).AreWithin(1.1, 0.7, 65);

    [Fact]
    public void InAHoleBelow_KeepsNearTheSphere() =>
        Errors.Between(new(_large, SampledSphere.Rings(10, 1.4, lowest: -40)), -70, -40, 1.4).AreWithin(1.2, 0.6, 50);

    [Fact]
    public void AtAMeasurement_IsTheMeasurement()
    {
        MeasuredHead head = _grid.Head();
        foreach (Position source in _grid.Sources.Where((_, i) => i % 41 == 0))
        {
            foreach (double frequency in _hertz)
            {
                EarPair measured = head.PointSource(source, frequency), truth = _large.PointSource(source, frequency);
                Assert.Equal(truth.Left.Magnitude, measured.Left.Magnitude, 0.002 * truth.Left.Magnitude);
                Assert.Equal(truth.Right.Magnitude, measured.Right.Magnitude, 0.002 * truth.Right.Magnitude);
            }
        }
    }

    [Theory]
    [InlineData("full")]
    [InlineData("hole")]
    [InlineData("ring")]
    [InlineData("front")]
    [InlineData("four")]
    public void EveryGrid_RunsOnWithoutAJump_OverTheWholeSphere(string grid)
    {
        Position[] sources = grid switch
        {
            "full" => SampledSphere.Irregular(200, seed: 2),
            "hole" => SampledSphere.Rings(15, 1.4, lowest: -30),
            "ring" => SampledSphere.Ring(24, 1.4),
            "front" => [.. SampledSphere.Rings(10, 1.4).Where(source => source.X > 1)],
            _ => SampledSphere.Ring(4, 1.4),
        };
        MeasuredHead head = new SampledSphere(_large, sources).Head();
        const int Steps = 8000;
        EarPair before = default;
        for (int step = 0; step <= Steps; step++)
        {
            // a spiral from pole to pole, 5 turns: at most 0.3 degrees a step
            double elevation = Math.PI * ((double)step / Steps - 0.5);
            EarPair here = head.PointSource(Position.Direction(10 * Math.PI * step / Steps, elevation), 2000);
            double largest = Math.Max(here.Left.Magnitude, here.Right.Magnitude);
            if (step > 0) Assert.True((here.Left - before.Left).Magnitude < 0.04 * largest && (here.Right - before.Right).Magnitude < 0.04 * largest, $"{grid}, step {step}");
            before = here;
        }
    }

    [Fact]
    public void MirroredMeasurements_MirrorTheEars()
    {
        Position[] sources = SampledSphere.Irregular(150, seed: 8);
        SampledSphere sampled = new(_small, sources);
        static Position Mirror(Position p) => new(p.X, -p.Y, p.Z);
        MeasuredHead head = sampled.Head(), mirrored = new(Array.ConvertAll(sources, Mirror), [sampled.Responses[1], sampled.Responses[0]], sampled.SampleRate);
        foreach (Position direction in Directions.Even(60))
        {
            EarPair ears = head.PointSource(1.5 * direction, 3000), other = mirrored.PointSource(1.5 * Mirror(direction), 3000);
            SphericalHeadTests.AssertClose(ears.Left, other.Right, $"{direction}");
            SphericalHeadTests.AssertClose(ears.Right, other.Left, $"{direction}");
        }
    }

    [Fact]
    public void OrderOfMeasurements_DoesNotMatter()
    {
        Position[] sources = SampledSphere.Irregular(150, seed: 9);
        MeasuredHead head = new SampledSphere(_small, sources).Head(), other = new SampledSphere(_small, [.. Enumerable.Reverse(sources)]).Head();
        foreach (Position direction in Directions.Even(60))
            SphericalHeadTests.AssertClose(head.PointSource(1.5 * direction, 3000).Left, other.PointSource(1.5 * direction, 3000).Left, $"{direction}");
    }

    [Fact]
    public void TurnedHead_HearsWhatATurnedSourceGives()
    {
        MeasuredHead head = _grid.Head();
        DriverField field = new(1500, new(2, 0.1, 0), [new(new(2, 0.1, 0), 1)]);
        EarPair turned = head.Respond(new HeadPose(YawDegrees: 25).ToHead(field)), moved = head.PointSource(new Position(2, 0.1, 0).Turned(-25 * Math.PI / 180), 1500);
        SphericalHeadTests.AssertClose(moved.Left, turned.Left, "left");
        SphericalHeadTests.AssertClose(moved.Right, turned.Right, "right");
    }

    [Fact]
    public void DelaysBesides_AreThoseOfTheResponses()
    {
        // the left ear's responses begin 7.3 samples late in one head, and are said to be so in the other
        SampledSphere sampled = new(_small, SampledSphere.Ring(36, 1.4));
        double[][] late = [[.. Enumerable.Repeat(7.3, 36)], new double[36]];
        MeasuredHead plain = sampled.Head(), told = new(sampled.Sources, sampled.Responses, sampled.SampleRate, late);
        foreach (double frequency in (double[])[300, 700, 1100])
        {
            EarPair a = plain.PointSource(sampled.Sources[5], frequency), b = told.PointSource(sampled.Sources[5], frequency);
            double turned = ((b.Left / b.Right) / (a.Left / a.Right)).Phase / (-2 * Math.PI * frequency);
            Assert.Equal(7.3 / 48000, turned, 0.5e-6);
        }
    }

    [Fact]
    public void CommonDelays_AreTheSpheres()
    {
        // half a second of travel would be unreadable between the frequencies of a plant
        SampledSphere sampled = new(_large, SampledSphere.Ring(36, 1.4));
        double[][] late = [[.. Enumerable.Repeat(24000.0, 36)], [.. Enumerable.Repeat(24000.0, 36)]];
        MeasuredHead head = new(sampled.Sources, sampled.Responses, sampled.SampleRate, late);
        foreach (double frequency in (double[])[250, 500, 1000])
        {
            double seconds = (head.PointSource(sampled.Sources[0], frequency).Left / _large.PointSource(sampled.Sources[0], frequency).Left).Phase / (2 * Math.PI * frequency);
            Assert.InRange(seconds, -40e-6, 40e-6);
        }
    }

    [Fact]
    public void ShapesThatDoNotFit_AreRefused()
    {
        SampledSphere sampled = new(_small, SampledSphere.Ring(4, 1.4));
        float[][,] ears = sampled.Responses;
        Assert.Throws<ArgumentException>(() => new MeasuredHead(sampled.Sources[..3], ears, 48000));
        Assert.Throws<ArgumentException>(() => new MeasuredHead(sampled.Sources, [ears[0]], 48000));
        Assert.Throws<ArgumentException>(() => new MeasuredHead(sampled.Sources, ears, 48000, [[0, 0], [0, 0]]));
        Assert.Contains("four directions, not 1", Assert.Throws<ArgumentException>(() => new MeasuredHead([.. Enumerable.Repeat(new Position(1, 0, 0), 4)], ears, 48000)).Message);
        Assert.Throws<ArgumentException>(() => new MeasuredHead([default, .. sampled.Sources[1..]], ears, 48000));
    }

    /// <summary>How far a measured head is from the sphere it was sampled from, at random directions.</summary>
    sealed record Errors(double NearDb, double MeanFarDb, double Microseconds)
    {
        public static Errors Between(SampledSphere sampled, double lowest, double highest, double metres)
        {
            MeasuredHead head = sampled.Head();
            Random random = new(3);
            (double near, double far, double time, int count) = (0, 0, 0, 0);
            double Radians(double degrees) => degrees * Math.PI / 180;
            for (int i = 0; i < 100; i++)
            {
                double z = Math.Sin(Radians(lowest)) + random.NextDouble() * (Math.Sin(Radians(highest)) - Math.Sin(Radians(lowest)));
                Position source = metres * Position.Direction(2 * Math.PI * random.NextDouble(), Math.Asin(z));
                foreach (double frequency in _hertz)
                {
                    EarPair heard = head.PointSource(source, frequency), truth = sampled.Sphere.PointSource(source, frequency);
                    Side side = source.Y > 0 ? Side.Left : Side.Right;
                    near = Math.Max(near, Decibels(heard[side] / truth[side]));
                    far += Decibels(heard[1 - side] / truth[1 - side]);
                    count++;
                    if (frequency <= 1000) time = Math.Max(time, Math.Abs(((heard.Left / heard.Right) / (truth.Left / truth.Right)).Phase / (2 * Math.PI * frequency)));
                }
            }
            return new(near, far / count, time * 1e6);
        }

        /// <param name="nearDb">Largest error at the ear on the source's side, up to 8 kHz.</param>
        /// <param name="meanFarDb">Mean error at the other ear, which hears the narrow bright spot of a sphere.</param>
        /// <param name="microseconds">Largest error of the interaural phase delay up to 1 kHz.</param>
        public void AreWithin(double nearDb, double meanFarDb, double microseconds) =>
            Assert.True(NearDb <= nearDb && MeanFarDb <= meanFarDb && Microseconds <= microseconds, $"{this}");

        static double Decibels(Complex ratio) => Math.Abs(20 * Math.Log10(ratio.Magnitude));
    }
}
