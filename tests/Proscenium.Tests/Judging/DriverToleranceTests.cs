using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;

namespace Proscenium.Tests.Judging;

public class DriverToleranceTests
{
    static readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(48000);

    [Fact]
    public void DriversWithoutErrors_LoseNothing()
    {
        DriverTolerance none = Measure(draws: 2, level: 0, phase: 0);
        foreach (Spread figure in (Spread[])[none.SeatSeparation, none.OffAxis5CmSeparation, none.WorstPoseSeparation, none.Tone])
        {
            Assert.Equal(figure.Nominal, figure.Mean, 1e-9);
            Assert.Equal(figure.Nominal, figure.Worst, 1e-9);
            Assert.Equal(0, figure.StandardDeviation, 1e-9);
        }
    }

    [Fact]
    public void LargerErrors_CostMore_AndTheSameSeed_GivesTheSame()
    {
        DriverTolerance small = Measure(8, 0.25, 1.5), large = Measure(8, 1, 6);
        Assert.True(large.SeatSeparation.Mean < small.SeatSeparation.Mean && small.SeatSeparation.Mean < small.SeatSeparation.Nominal);
        Assert.True(large.SeatSeparation.Worst <= large.SeatSeparation.Mean);
        Assert.True(large.Tone.Worst >= large.Tone.Mean);
        Assert.Equal(small.SeatSeparationOfRunsDb, Measure(8, 0.25, 1.5).SeatSeparationOfRunsDb);
    }

    [Fact]
    public void OneError_OfAllDriversAlike_ChangesNoSeparation()
    {
        MeasuredPlan measured = new(Designs.Canceller.Plan);
        Complex[] error = DriverErrors.Draw(1, _grid, 3, 20, new Random(5))[0];
        FreeFieldSetup setup = Setup();
        Assert.Equal(Separation.Mean(measured, setup.Ears, 0), Separation.Mean(measured.Mistuned([.. Enumerable.Repeat(error, measured.Drivers)]), setup.Ears, 0), 1e-6);
    }

    [Fact]
    public void Errors_HaveTheirStandardDeviation_AtEveryFrequency_AndAreSmooth()
    {
        Complex[][] errors = DriverErrors.Draw(2000, _grid, 0.5, 3, new Random(1));
        foreach (double frequency in (double[])[30, 100, 137, 1000, 1414, 9000])
        {
            int bin = _grid.Bin(frequency);
            Assert.Equal(0.5, Deviation(errors.Select(error => 20 * Math.Log10(error[bin].Magnitude))), 0.05);
            Assert.Equal(3, Deviation(errors.Select(error => error[bin].Phase * 180 / Math.PI)), 0.3);
        }
        // a third of an octave on, an error is still much the same; two octaves on, it is another one
        Assert.True(Correlation(errors, 1000, 1260) > 0.7);
        Assert.True(Math.Abs(Correlation(errors, 1000, 5000)) < 0.1);
    }

    static double Deviation(IEnumerable<double> values) => Math.Sqrt(values.Average(value => value * value));

    static double Correlation(Complex[][] errors, double a, double b)
    {
        double[] first = [.. errors.Select(error => Math.Log(error[_grid.Bin(a)].Magnitude))], second = [.. errors.Select(error => Math.Log(error[_grid.Bin(b)].Magnitude))];
        return first.Zip(second, (x, y) => x * y).Average() / (Deviation(first) * Deviation(second));
    }

    static FreeFieldSetup Setup() => new(Designs.EchoStudio, 2, new SphericalHead(), _grid);

    static DriverTolerance Measure(int draws, double level, double phase) => DriverTolerance.Measure(
        new MeasuredPlan(Designs.Canceller.Plan), _stand.Value, null, draws, level, phase);

    static readonly Lazy<FreeFieldSetup> _stand = new(Setup);
}
