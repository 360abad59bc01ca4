using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;

namespace Proscenium.Tests.Design;

public class SteeringDesignTests
{
    static readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(48000);
    static readonly TransferMatrix _ears = Plant.AtEars(Designs.EchoStudio, 2, new SphericalHead(), [HeadPose.Seat], _grid);

    [Fact]
    public void Left_And_Right_AreMirrorImages()
    {
        CrosstalkCanceller canceller = new(Designs.EchoStudio, _ears, PowerRatioCurve.Flat(20), new GainLimit(12));
        SteeredWeights left = canceller.For(Side.Left), right = canceller.For(Side.Right);
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
    public void Canceller_KeepsTheServedEarsLevel_TheLimit_AndTheTarget(double limitDb)
    {
        GainLimit limit = new(limitDb);
        SteeredWeights weights = new CrosstalkCanceller(Designs.EchoStudio, _ears, PowerRatioCurve.Flat(20), limit).For(Side.Left);
        int reference = Designs.EchoStudio.ReferenceDriver(Side.Left);
        for (int bin = _grid.Bin(60); bin < _grid.BinCount; bin++)
        {
            Complex served = Sum(_ears.Row(0, bin), weights.Weights[bin]), plain = _ears[0, reference, bin];
            Assert.True((served - plain).Magnitude < 1e-9 * plain.Magnitude);
            if (_grid.Frequency(bin) < 150) continue; // below its band the reference driver itself is costly, and the least effort is what it is
            Assert.True(weights.EffortDb[bin] <= 10 * Math.Log10(limit.PowerAt(_grid.Frequency(bin))) + 1e-6, $"{weights.EffortDb[bin]:0.00} dB at {_grid.Frequency(bin):0} Hz");
        }
        for (int bin = _grid.Bin(600); bin < _grid.Bin(8000) && limitDb >= 12; bin++) Assert.Equal(weights.AskedDb[bin], weights.PlannedDb[bin], 0.1);
        Assert.Contains(Enumerable.Range(_grid.Bin(250), 30), bin => weights.PlannedDb[bin] < weights.AskedDb[bin] - 1);
    }

    [Fact]
    public void Planned_IsNeverDeeperThanAsked_WhereMoreThanLeastEffortIsNeeded()
    {
        SteeredWeights gentle = new CrosstalkCanceller(Designs.EchoStudio, _ears, PowerRatioCurve.Flat(6), new GainLimit(12)).For(Side.Left);
        SteeredWeights none = new CrosstalkCanceller(Designs.EchoStudio, _ears, PowerRatioCurve.Flat(0), new GainLimit(12)).For(Side.Left);
        for (int bin = _grid.Bin(100); bin < _grid.Bin(20000); bin++)
            Assert.True(gentle.PlannedDb[bin] <= Math.Max(gentle.AskedDb[bin], none.PlannedDb[bin]) + 1e-6, $"{_grid.Frequency(bin):0} Hz");
    }

    [Fact]
    public void VirtualPair_GivesTheEars_TheRelativeHrtf_WhereTheLimitLeavesRoom()
    {
        CrosstalkCanceller canceller = new(Designs.EchoStudio, _ears, PowerRatioCurve.Flat(20), new GainLimit(12));
        SteeredWeights left = canceller.For(Side.Left), right = canceller.For(Side.Right);
        RelativeHrtf hrtf = RelativeHrtf.Fit(new SphericalHead(), 30);
        Complex[][] weights = new Virtualiser(Designs.EchoStudio, _ears, new GainLimit(12), hrtf).For(Side.Left, left, right);
        for (int bin = _grid.Bin(1000); bin < _grid.Bin(8000); bin += 11)
        {
            Complex ratio = Sum(_ears.Row(1, bin), weights[bin]) / Sum(_ears.Row(0, bin), weights[bin]);
            Complex error = ratio / hrtf.Contralateral(_grid.Frequency(bin));
            Assert.InRange(20 * Math.Log10(error.Magnitude), -2, 2);
            Assert.InRange(error.Phase, -0.2, 0.2);
        }
    }

    static Complex Sum(ReadOnlySpan<Complex> row, Complex[] weights)
    {
        Complex sum = Complex.Zero;
        for (int n = 0; n < row.Length; n++) sum += row[n] * weights[n];
        return sum;
    }
}
