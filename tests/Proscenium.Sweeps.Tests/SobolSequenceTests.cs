using Proscenium.Sweeps.Studies;

namespace Proscenium.Sweeps.Tests;

public class SobolSequenceTests
{
    [Fact]
    public void TheFirstPoints_OfThreeDimensions_AreThoseOfJoeAndKuo()
    {
        // their program's output for three dimensions, in the order of Gray's code
        double[][] wanted = [[0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75], [0.375, 0.375, 0.625], [0.875, 0.875, 0.125], [0.625, 0.125, 0.875], [0.125, 0.625, 0.375]];
        for (int point = 0; point < wanted.Length; point++)
            for (int dimension = 0; dimension < 3; dimension++) Assert.Equal(wanted[point][dimension], SobolSequence.At(point, dimension));
    }

    [Fact]
    public void EachDimension_HasOnePoint_InEachOf1024Cells()
    {
        for (int dimension = 0; dimension < SobolSequence.MaxDimensions; dimension++)
            Assert.Equal(Enumerable.Range(0, 1024), Enumerable.Range(0, 1024).Select(point => (int)(1024 * SobolSequence.At(point, dimension))).Order());
    }

    [Fact]
    public void NoTwoDimensions_AreAlike_AndTheirProductsMeanIsAQuarter()
    {
        for (int a = 0; a < SobolSequence.MaxDimensions; a++)
            for (int b = 0; b < a; b++) Assert.Equal(0.25, Enumerable.Range(0, 4096).Average(point => SobolSequence.At(point, a) * SobolSequence.At(point, b)), 0.004);
    }
}
