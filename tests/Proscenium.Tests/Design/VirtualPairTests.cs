using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Plants;
using Proscenium.Steering;

namespace Proscenium.Tests.Design;

public class VirtualPairTests
{
    static readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(48000);

    [Fact]
    public void SymmetricPair_Matches_TheClosedForm_OfBothEarsPrescribed()
    {
        // RTF = (V - T) / (1 - V T): what the far driver plays of the near one, T the natural ratio of the ears, V the wanted one
        Device laptop = DeviceFile.Open("laptop");
        TransferMatrix ears = Plant.AtEars(laptop, 0.6, new SphericalHead(), [HeadPose.Seat], _grid);
        VirtualPair pair = new(new SphericalHead(), 30, _grid);
        DesignRequest request = new() { Device = laptop, Target = PowerRatioCurve.Through([(20, 60), (20000, 60)]), GainLimit = new(40) };
        SteeredWeights left = new CrosstalkCanceller(request, ears, request.TargetResponse(ears), pair).For(Side.Left, new FilterWindow(4096, _grid));
        for (int bin = _grid.Bin(400); bin < _grid.Bin(2500); bin += 37)
        {
            Complex natural = ears[1, 0, bin] / ears[0, 0, bin], wanted = pair.ContralateralRatio(Side.Left, bin), closed = (wanted - natural) / (1 - wanted * natural);
            Complex found = left.Weights[bin][1] / left.Weights[bin][0];
            Assert.True((found - closed).Magnitude < 0.005 * (1 + closed.Magnitude), $"{_grid.Frequency(bin):0} Hz: {found} instead of {closed}");
        }
    }

    [Fact]
    public void PairOnASphere_IsTheSpheresOwnRelativeResponse()
    {
        SphericalHead sphere = new();
        VirtualPair pair = new(sphere, 45, _grid);
        for (int bin = _grid.Bin(100); bin < _grid.Bin(16000); bin += 101)
        {
            EarPair real = sphere.PointSource(2 * Position.Direction(Math.PI / 4), _grid.Frequency(bin));
            Assert.True((pair.ContralateralRatio(Side.Left, bin) - real.Right / real.Left).Magnitude < 1e-3, $"{_grid.Frequency(bin):0} Hz");
        }
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void AMeasuredHeadsFarEar_IsNeverToBeLouder_AndTheSphereSpeaks_WhereMeasurementsAreNoise()
    {
        VirtualPair measured = new(SofaFile.Open(RecordedData.Path("hrtf/LISTEN_1002_IRC_1002_C_HRIR.sofa")), 30, _grid), sphere = new(new SphericalHead(), 30, _grid);
        foreach (Side side in Enum.GetValues<Side>())
        {
            for (int bin = 0; bin < _grid.BinCount; bin++)
            {
                Assert.True(measured.ContralateralRatio(side, bin).Magnitude <= 1 + 1e-12, $"{side} at {_grid.Frequency(bin):0} Hz");
                if (_grid.Frequency(bin) is > 1 and < 100) Assert.True((measured.ContralateralRatio(side, bin) - sphere.ContralateralRatio(side, bin)).Magnitude < 2e-3, $"{side} at {_grid.Frequency(bin):0} Hz: {measured.ContralateralRatio(side, bin)}, {sphere.ContralateralRatio(side, bin)}");
            }
        }
    }

    [Fact]
    public void AllPassAndDelayedLowPass_DescribeTheSphere_OverAllAzimuths()
    {
        SphericalHead sphere = new();
        List<double> levels = [], times = [];
        for (int azimuth = 5; azimuth <= 90; azimuth += 5)
        {
            RelativeHrtf model = RelativeHrtf.Fit(sphere, azimuth);
            double square = 0, late = 0;
            int count = 0, low = 0;
            for (double f = 100; f <= 10000; f *= 1.05, count++)
            {
                EarPair real = sphere.PointSource(2 * Position.Direction(azimuth * Math.PI / 180), f);
                Complex error = model.Contralateral(f) / (real.Right / real.Left);
                square += Math.Pow(20 * Math.Log10(error.Magnitude), 2);
                if (f is >= 200 and <= 1500) (late, low) = (late + Math.Abs(error.Phase) / (2 * Math.PI * f), low + 1);
            }
            levels.Add(Math.Sqrt(square / count));
            times.Add(late / low);
        }
        Assert.True(levels.Average() <= 1.3 && times.Average() <= 20e-6, $"{levels.Average():0.00} dB rms, {times.Average() * 1e6:0} us");
    }

    [Fact]
    public void FilterWindow_LeavesShortResponsesAlone_AndSmoothsKinks()
    {
        FilterWindow window = new(512, _grid);
        Complex[][] weights = [.. Enumerable.Range(0, _grid.BinCount).Select(bin => (Complex[])[Complex.FromPolarCoordinates(1, -2 * Math.PI * bin * 3 / _grid.FftLength), _grid.Frequency(bin) < 1000 ? 1 : 0])];
        Complex[][] left = window.Apply(weights);
        int step = _grid.Bin(1000);
        for (int bin = 10; bin < _grid.BinCount - 10; bin += 50) Assert.True((left[bin][0] - weights[bin][0]).Magnitude < 1e-3);
        Assert.InRange(left[step][1].Real, 0.3, 0.7);
        Assert.True(left[step - 40][1].Real > 0.98 && left[step + 40][1].Magnitude < 0.02);
    }
}
