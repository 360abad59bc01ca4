using Proscenium.Acoustics;

namespace Proscenium.Tests.Acoustics;

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
}
