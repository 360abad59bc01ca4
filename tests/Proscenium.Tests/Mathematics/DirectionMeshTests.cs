using Proscenium.Mathematics;
using Proscenium.Tests.Heads;

namespace Proscenium.Tests.Mathematics;

public class DirectionMeshTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(30)]
    [InlineData(500)]
    public void EveryDirection_IsAMeanOfThreeNodes_OfWeightOne(int count)
    {
        DirectionMesh mesh = new(Directions.Even(count));
        Span<(int Node, double Weight)> nodes = stackalloc (int, double)[3];
        foreach (Position direction in Directions.Even(3000))
        {
            mesh.Around(direction, nodes);
            double sum = 0;
            foreach ((int node, double weight) in nodes)
            {
                Assert.InRange(weight, 0, 1 + 1e-12);
                sum += weight * mesh.Measured(node).Sum(m => m.Weight);
            }
            Assert.Equal(1, sum, 1e-9);
        }
    }

    [Fact]
    public void DenseNodes_StandAboutTheDirection()
    {
        Position[] directions = Directions.Even(1000);
        DirectionMesh mesh = new(directions);
        Assert.Equal(1000, mesh.Nodes);
        Span<(int Node, double Weight)> nodes = stackalloc (int, double)[3];
        foreach (Position direction in Directions.Even(777))
        {
            mesh.Around(direction, nodes);
            Position mean = default;
            foreach ((int node, double weight) in nodes)
            {
                Assert.True(directions[node].Dot(direction) > Math.Cos(0.15), "a far node");
                mean += weight * directions[node];
            }
            Assert.Equal(1, mean.Dot(direction) / mean.Length, 1e-12);
        }
    }

    [Theory]
    [InlineData(72)]
    [InlineData(7)]
    public void OnARing_TheTwoNeighbours_ShareLinearly(int count)
    {
        double step = 2 * Math.PI / count;
        DirectionMesh mesh = new([.. Enumerable.Range(0, count).Select(i => Position.Direction(i * step))]);
        Span<(int Node, double Weight)> nodes = stackalloc (int, double)[3];
        mesh.Around(Position.Direction(2.25 * step), nodes);
        double[] weights = new double[count];
        foreach ((int node, double weight) in nodes)
            foreach ((int measured, double share) in mesh.Measured(node)) weights[measured] += weight * share;
        Assert.Equal(0.75, weights[2], 0.04); // along the chord
        Assert.Equal(0.25, weights[3], 0.04);
    }

    [Fact]
    public void RegularGrids_WithPointsOnOneCircle_CoverTheSphereOnce()
    {
        Position[] grid = [.. SampledSphere.Rings(15, 1).Select(p => (1 / p.Length) * p)];
        SphereHull hull = new(grid);
        Assert.Equal(3 * (2 * grid.Length - 4), hull.Edges().Count()); // Euler: 2 n - 4 triangles
        Assert.Equal(hull.Edges().Count(), hull.Edges().Distinct().Count());
        Assert.All(hull.Edges(), edge => Assert.Contains((edge.To, edge.From), hull.Edges()));
    }

    [Fact]
    public void AnyDirections_Clustered_OnCircles_OrNearlyTheSame_MakeAMeshThatCoversTheSphere()
    {
        Random random = new(21);
        Span<(int Node, double Weight)> nodes = stackalloc (int, double)[3];
        Position[] asked = Directions.Even(60);
        for (int round = 0; round < 300; round++)
        {
            Position[] directions = Some(random, round % 4, 4 + random.Next(60));
            DirectionMesh mesh = new(directions);
            foreach (Position direction in asked)
            {
                mesh.Around(direction, nodes);
                double sum = 0;
                foreach ((int node, double weight) in nodes) sum += weight * mesh.Measured(node).Sum(m => m.Weight);
                Assert.Equal(1, sum, 1e-9);
            }
            foreach ((Position direction, int index) in directions.Select((d, i) => (d, i)))
            {
                mesh.Around(direction, nodes);
                double near = 0;
                foreach ((int node, double weight) in nodes)
                    foreach ((int measured, double share) in mesh.Measured(node)) near += directions[measured].Dot(direction) > 1 - 1e-6 ? weight * share : 0;
                Assert.True(near > 0.999, $"round {round}, direction {index}: {near}");
            }
        }
    }

    /// <summary>Anywhere; in a cap; on a tilted circle; in pairs a thousandth of a radian apart.</summary>
    static Position[] Some(Random random, int kind, int count)
    {
        Position Unit(Position p) => (1 / p.Length) * p;
        Position Anywhere() => Unit(new(random.NextDouble() - 0.5, random.NextDouble() - 0.5, random.NextDouble() - 0.5));
        (Position middle, double size) = (Anywhere(), random.NextDouble());
        Position side = Unit(new(middle.Y, -middle.X, 0.1)), up = Unit(middle + 2 * side);
        return [.. Enumerable.Range(0, count).Select(i => kind switch
        {
            0 => Anywhere(),
            1 => Unit(middle + (0.1 + 0.3 * size) * Anywhere()),
            2 => Unit(Math.Cos(i * 2 * Math.PI / count) * middle + Math.Sin(i * 2 * Math.PI / count) * Unit(up - up.Dot(middle) * middle)),
            _ => Unit(Directions.Even((count + 1) / 2)[i / 2] + (i % 2 * 1e-3) * new Position(0.3, -0.2, 0.5)),
        })];
    }
}
