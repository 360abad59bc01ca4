using Proscenium.Mathematics;

namespace Proscenium.Tests.Mathematics;

public class DirectionLatticeTests
{
    [Fact]
    public void AHarmonicOfDegree12_IsItself_Everywhere()
    {
        const int degree = 12, harmonic = 12 * 12 + 12 + 5;
        double Value(Position direction) => SphericalHarmonics.At(direction, degree)[harmonic];
        Span<(int Node, double Weight)> nodes = stackalloc (int, double)[DirectionLattice.Around];
        Position[] corners = [new(1, 0, 0), new(0, -1, 0), new(0, 0, 1), Math.Sqrt(0.5) * new Position(1, 1, 0), Math.Sqrt(1 / 3.0) * new Position(-1, 1, -1)];
        foreach (Position direction in (Position[])[.. Directions.Even(1000), .. corners])
        {
            DirectionLattice.Near(direction, nodes);
            double sum = 0, value = 0;
            foreach ((int node, double weight) in nodes)
            {
                Assert.InRange(node, 0, DirectionLattice.Nodes - 1);
                (sum, value) = (sum + weight, value + weight * Value(DirectionLattice.Direction(node)));
                Assert.True(DirectionLattice.Direction(node).Dot(direction) > Math.Cos(0.1), "a far node");
            }
            Assert.Equal(1, sum, 1e-12);
            Assert.Equal(Value(direction), value, 1e-3);
        }
    }
}
