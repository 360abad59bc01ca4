using Proscenium.Mathematics;

namespace Proscenium.Tests.Mathematics;

public class DirectionSplineTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(500)]
    public void Weights_SumToOne_AndAreThoseOfAMeasurement_WhereItIs(int count)
    {
        Position[] directions = Directions.Even(count);
        DirectionSpline spline = new(directions);
        foreach (Position direction in Directions.Even(97)) Assert.Equal(1, spline.Weights(direction).Sum(part => part.Weight), 1e-6);
        (int index, double weight) = spline.Weights(directions[count / 2])[0];
        Assert.Equal(count / 2, index);
        Assert.Equal(1, weight, 1e-3);
    }

    /// <summary>500 directions are 9 degrees apart; a wave of degree 8 is 45 degrees long.</summary>
    [Theory]
    [InlineData(2, 1e-3)]
    [InlineData(5, 0.01)]
    [InlineData(8, 0.06)]
    public void Harmonics_AreThemselves(int degree, double most)
    {
        Position[] directions = Directions.Even(500);
        DirectionSpline spline = new(directions);
        int harmonic = degree * degree + degree + degree / 2;
        double[] values = Array.ConvertAll(directions, d => SphericalHarmonics.At(d, degree)[harmonic]);
        double error = 0, power = 0;
        foreach (Position direction in Directions.Even(203))
        {
            double truth = SphericalHarmonics.At(direction, degree)[harmonic], found = spline.Weights(direction).Sum(part => part.Weight * values[part.Index]);
            (error, power) = (error + (found - truth) * (found - truth), power + truth * truth);
        }
        Assert.InRange(Math.Sqrt(error / power), 0, most);
    }

    [Fact]
    public void OutsideOfACap_ValuesStayAboutThoseAtItsEdge()
    {
        Position[] directions = [.. Directions.Even(800).Where(d => d.Z > -0.6)];
        DirectionSpline spline = new(directions);
        double[] values = Array.ConvertAll(directions, d => d.X);
        foreach (Position direction in Directions.Even(300).Where(d => d.Z < -0.6)) Assert.InRange(spline.Weights(direction).Sum(part => part.Weight * values[part.Index]), -1.1, 1.1);
    }

    [Fact]
    public void WhereNeighboursComeAndGo_IsNoStep()
    {
        Position[] directions = Directions.Even(200);
        DirectionSpline spline = new(directions);
        double[] values = [.. Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? 1.0 : -1.0)];
        double before = double.NaN;
        for (int step = 0; step <= 2000; step++)
        {
            double here = spline.Weights(Position.Direction(1 + step * 1e-4, 0.3)).Sum(part => part.Weight * values[part.Index]);
            if (step > 0) Assert.InRange(Math.Abs(here - before), 0, 0.01);
            before = here;
        }
    }
}
