using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Heads;
using Proscenium.Mathematics;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Tests.Design;

public class SteeringDesignTests
{
    static readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(48000);
    static readonly TransferMatrix _ears = Plant.AtEars(Designs.EchoStudio, 2, new SphericalHead(), [HeadPose.Seat], _grid);
    static readonly FilterWindow _window = new(512, _grid);

    [Fact]
    public void Left_And_Right_AreMirrorImages()
    {
        CrosstalkCanceller canceller = Canceller(Request, _ears);
        SteeredWeights left = canceller.For(Side.Left, _window), right = canceller.For(Side.Right, _window);
        string[] names = [.. Designs.EchoStudio.Drivers.Select(driver => driver.Name)];
        for (int bin = 10; bin < _grid.BinCount; bin += 17)
        {
            for (int driver = 0; driver < names.Length; driver++)
            {
                int mirror = Array.IndexOf(names, names[driver].Contains("left") ? names[driver].Replace("left", "right") : names[driver].Replace("right", "left"));
                Assert.True((left.Weights[bin][driver] - right.Weights[bin][mirror]).Magnitude < 1e-9, $"{names[driver]} at {_grid.Frequency(bin):0} Hz");
            }
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(12)]
    [InlineData(18)]
    public void Canceller_GivesTheIpsilateralEar_AFlatLoudspeakerInFront_AndKeepsTheLimits_AndTheTarget(double limitDb)
    {
        GainLimit limit = new(limitDb);
        DesignRequest request = Request with { AngleDegrees = null, GainLimit = limit };
        SteeredWeights weights = Canceller(request, _ears).For(Side.Left, _window);
        TargetResponse target = request.TargetResponse(_ears);
        SphericalHead sphere = new();
        for (int bin = _grid.Bin(60); bin < _grid.BinCount; bin++)
        {
            EarPair flat = sphere.PointSource(new(2, 0, 0), Math.Min(_grid.Frequency(bin), 20000));
            Assert.Equal(Sum(_ears.Row(0, bin), weights.Weights[bin]).Magnitude, 2 * target[bin].Magnitude * flat.Left.Magnitude, 1e-4);
            Assert.True(weights.Weights[bin].Max(weight => 20 * Math.Log10(weight.Magnitude)) <= request.BoostLimitDb + 1e-6);
            if (_grid.Frequency(bin) < 150) continue; // below its band the reference driver itself is costly, and the least effort is what it is
            Assert.True(weights.EffortDb[bin] <= 10 * Math.Log10(limit.PowerAt(_grid.Frequency(bin))) + 1e-6, $"{weights.EffortDb[bin]:0.00} dB at {_grid.Frequency(bin):0} Hz");
        }
        for (int bin = _grid.Bin(600); bin < _grid.Bin(4500) && limitDb >= 12; bin++) Assert.Equal(weights.TargetDb[bin], weights.PlannedDb[bin], 0.2);
        Assert.Contains(Enumerable.Range(_grid.Bin(250), 30), bin => weights.PlannedDb[bin] < weights.TargetDb[bin] - 1);
    }

    [Fact]
    public void Planned_IsNeverDeeperThanAsked_WhereMoreThanLeastEffortIsNeeded()
    {
        SteeredWeights gentle = Canceller(Request with { Target = PowerRatioCurve.Flat(6) }, _ears).For(Side.Left, _window);
        SteeredWeights none = Canceller(Request with { Target = PowerRatioCurve.Flat(0) }, _ears).For(Side.Left, _window);
        for (int bin = _grid.Bin(100); bin < _grid.Bin(20000); bin++)
            Assert.True(gentle.PlannedDb[bin] <= Math.Max(gentle.TargetDb[bin], none.PlannedDb[bin]) + 1e-6, $"{_grid.Frequency(bin):0} Hz");
    }

    [Fact]
    public void VirtualPair_GivesTheFarEar_WhatATrueLoudspeakerWould_WhereTheLimitLeavesRoom()
    {
        SphericalHead sphere = new();
        SteeredWeights left = Canceller(Request, _ears, new VirtualPair(sphere, 30, _grid)).For(Side.Left, _window);
        for (int bin = _grid.Bin(1700); bin < _grid.Bin(4500); bin += 11)
        {
            EarPair real = sphere.PointSource(2 * Position.Direction(Math.PI / 6), _grid.Frequency(bin));
            Complex near = Sum(_ears.Row(0, bin), left.Weights[bin]), undue = Sum(_ears.Row(1, bin), left.Weights[bin]) / near - real.Right / real.Left;
            Assert.True(20 * Math.Log10(undue.Magnitude) <= -25.9, $"{_grid.Frequency(bin):0} Hz: {20 * Math.Log10(undue.Magnitude):0.0} dB");
            Assert.True(20 * Math.Log10(undue.Magnitude) >= -26.1 || left.PlannedDb[bin] > 26, "deeper than asked");
        }
    }

    [Fact]
    public void LeftPair_MirrorsTheRightOne_AndAMirroredHeadSwapsThem()
    {
        VirtualPair pair = new(new SphericalHead(), 30, _grid);
        for (int bin = 0; bin < _grid.BinCount; bin += 101) Assert.True((pair.ContralateralRatio(Side.Left, bin) - pair.ContralateralRatio(Side.Right, bin)).Magnitude < 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(9)]
    public void Planned_IsMet_ByTheWeights_ToAMillionthOfADecibel(int poses)
    {
        HeadPose[] set = [.. HeadPose.NinePoses(2).Take(poses)];
        TransferMatrix ears = Plant.AtEars(Designs.EchoStudio, 2, new SphericalHead(), set, _grid);
        SteeredWeights left = Canceller(Request with { Poses = [.. set] }, ears).For(Side.Left, _window);
        for (int bin = _grid.Bin(100); bin < _grid.Bin(16000); bin += 13)
        {
            double dark = Enumerable.Range(0, poses).Average(pose => Power(Sum(ears.Row(TransferMatrix.Ear(pose, Side.Right), bin), left.Weights[bin]))), bright = Power(Sum(ears.Row(0, bin), left.Weights[bin]));
            Assert.Equal(10 * Math.Log10(bright / dark), left.PlannedDb[bin], 1e-6);
        }
    }

    [Fact]
    public void Tolerance_GivesMore_OnDriversThatDiffer()
    {
        TransferMatrix ears = Plant.AtEars(Designs.EchoStudio, 2, new SphericalHead(), HeadPose.SeatAndFiveCentimetres, _grid);
        DesignRequest robust = Request with { Poses = [.. HeadPose.SeatAndFiveCentimetres] };
        SteeredWeights bold = Canceller(robust, ears).For(Side.Left, _window);
        SteeredWeights careful = Canceller(robust with { ToleranceDb = 0.5, ToleranceDegrees = 3 }, ears).For(Side.Left, _window);
        double gain = 0;
        for (int bin = _grid.Bin(700); bin < _grid.Bin(7000); bin += 29)
        {
            double Expected(SteeredWeights weights) => 10 * Math.Log10(NullSteering.PowerRatio(careful.Problems[bin], weights.Weights[bin]));
            Assert.Equal(Expected(careful), careful.PlannedDb[bin], 1e-6);
            Assert.True(Expected(careful) >= Math.Min(careful.TargetDb[bin], Expected(bold)) - 1e-6, $"{_grid.Frequency(bin):0} Hz");
            gain = Math.Max(gain, Expected(careful) - Expected(bold));
        }
        Assert.True(gain > 1, $"{gain:0.0} dB");
    }

    static CrosstalkCanceller Canceller(DesignRequest request, TransferMatrix ears, VirtualPair? pair = null) =>
        new(request, ears, request.TargetResponse(ears), pair);

    static DesignRequest Request => new() { Device = Designs.EchoStudio, Tone = Tone.Direct };

    static double Power(Complex value) => value.Real * value.Real + value.Imaginary * value.Imaginary;

    static Complex Sum(ReadOnlySpan<Complex> row, Complex[] weights)
    {
        Complex sum = Complex.Zero;
        for (int n = 0; n < row.Length; n++) sum += row[n] * weights[n];
        return sum;
    }
}
