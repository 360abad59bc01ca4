using Proscenium.Mathematics;
using Proscenium.Rooms.Responses;

namespace Proscenium.Tests.Rooms;

public sealed class HarmonicRotationTests
{
    const int Degree = HarmonicPattern.MaxDegree;
    static readonly int _count = SphericalHarmonics.Count(Degree);
    static readonly Rotation _first = Rotation.About(new(1, -2, 0.5), 2.1), _second = Rotation.About(new(-0.3, 0.4, 2), -1.2);

    [Fact]
    public void Turn_AboutTheVerticalAxis_IsThatOfPositions()
    {
        Position point = new(0.3, -0.7, 1.2);
        Assert.InRange((Rotation.About(new(0, 0, 3), 0.8).Turn(point) - point.Turned(0.8)).Length, 0, 1e-15);
    }

    [Fact]
    public void Turns_KeepLengthsAndHandedness_AndHaveAWayBack()
    {
        Position point = new(0.3, -0.7, 1.2), other = new(-1, 0.2, 0.1);
        Assert.Equal(point.Dot(other), _first.Turn(point).Dot(_first.Turn(other)), 1e-15);
        Assert.InRange((_first.Turn(point.Cross(other)) - _first.Turn(point).Cross(_first.Turn(other))).Length, 0, 1e-15);
        Assert.InRange((_first.Inverse.Turn(_first.Turn(point)) - point).Length, 0, 1e-15);
        Assert.InRange(((_first * _second).Turn(point) - _first.Turn(_second.Turn(point))).Length, 0, 1e-15);
    }

    [Fact]
    public void Harmonics_InATurnedDirection_AreTheMatrixTimesThoseBefore()
    {
        HarmonicRotation rotation = new(_first, Degree);
        foreach (Position direction in Directions())
        {
            double[] before = SphericalHarmonics.At(direction, Degree), after = SphericalHarmonics.At(_first.Turn(direction), Degree);
            for (int i = 0; i < _count; i++) Assert.Equal(after[i], Enumerable.Range(0, _count).Sum(j => rotation[i, j] * before[j]), 1e-12);
        }
    }

    [Fact]
    public void Matrix_IsOrthogonal()
    {
        HarmonicRotation rotation = new(_first, Degree);
        for (int i = 0; i < _count; i++)
            for (int j = 0; j < _count; j++) Assert.Equal(i == j ? 1 : 0, Enumerable.Range(0, _count).Sum(k => rotation[k, i] * rotation[k, j]), 1e-12);
    }

    [Fact]
    public void OneTurnAfterAnother_IsTheProductOfTheirMatrices()
    {
        HarmonicRotation first = new(_first, Degree), second = new(_second, Degree), both = new(_first * _second, Degree);
        for (int i = 0; i < _count; i++)
            for (int j = 0; j < _count; j++) Assert.Equal(Enumerable.Range(0, _count).Sum(k => first[i, k] * second[k, j]), both[i, j], 1e-12);
    }

    [Fact]
    public void WayBack_IsTheTransposedMatrix()
    {
        HarmonicRotation there = new(_first, Degree), back = new(_first.Inverse, Degree);
        for (int i = 0; i < _count; i++)
            for (int j = 0; j < _count; j++) Assert.Equal(there[i, j], back[j, i], 1e-12);
    }

    [Fact]
    public void TurnAboutZ_MixesOrdersOfOneMagnitude_BySineAndCosine()
    {
        const double angle = 0.6;
        HarmonicRotation rotation = new(Rotation.About(new(0, 0, 1), angle), 4);
        for (int n = 0; n <= 4; n++)
        {
            for (int m = 1; m <= n; m++)
            {
                (int plus, int minus) = (n * n + n + m, n * n + n - m);
                Assert.Equal(Math.Cos(m * angle), rotation[plus, plus], 1e-12);
                Assert.Equal(-Math.Sin(m * angle), rotation[plus, minus], 1e-12);
                Assert.Equal(Math.Sin(m * angle), rotation[minus, plus], 1e-12);
            }
        }
    }

    [Fact]
    public void TurnedPattern_IsThePattern_SeenFromTurnedDirections()
    {
        Random random = new(7);
        HarmonicPattern pattern = new([.. Enumerable.Range(0, 16).Select(_ => 2 * random.NextDouble() - 1)]), turned = pattern.Turned(new(_first, 5));
        foreach (Position direction in Directions()) Assert.Equal(pattern.Towards(_first.Inverse.Turn(direction)), turned.Towards(direction), 1e-12);
    }

    [Fact]
    public void TurnedCardioid_IsACardioid_WithATurnedAxis()
    {
        Position axis = Position.Direction(0.4, -0.2);
        HarmonicPattern turned = HarmonicPattern.FirstOrder(axis, 0.5).Turned(new(_first, 1)), expected = HarmonicPattern.FirstOrder(_first.Turn(axis), 0.5);
        foreach (Position direction in Directions()) Assert.Equal(expected.Towards(direction), turned.Towards(direction), 1e-12);
    }

    [Fact]
    public void PatternsOfAHigherDegree_AreRefused() =>
        Assert.Contains("n = 0 to 1", Assert.Throws<ArgumentException>(() => new HarmonicRotation(_first, 1).Turn(new double[9])).Message);

    [Theory]
    [InlineData(-1)]
    [InlineData(16)]
    public void DegreesOutOfRange_AreRefused(int degree) => Assert.Throws<ArgumentOutOfRangeException>(() => new HarmonicRotation(_first, degree));

    static IEnumerable<Position> Directions()
    {
        Random random = new(3);
        return [new(0, 0, 1), new(0, 0, -1), new(1, 0, 0), .. Enumerable.Range(0, 5).Select(_ => Position.Direction(6 * random.NextDouble(), Math.Asin(2 * random.NextDouble() - 1)))];
    }
}
