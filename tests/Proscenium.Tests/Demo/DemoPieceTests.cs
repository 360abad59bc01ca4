using Proscenium.Cli.Demo;

namespace Proscenium.Tests.Demo;

public class DemoPieceTests
{
    static readonly DemoPiece _piece = DemoPiece.Compose(48000);

    [Fact]
    public void Mix_IsTheSumOfItsStems()
    {
        for (int n = 0; n < _piece.Mix[0].Length; n++)
        {
            Assert.Equal(_piece.Centre[n] + _piece.Left[n] + _piece.Panned[0][n] + _piece.Room[0][n], _piece.Mix[0][n], 1e-6f);
            Assert.Equal(_piece.Centre[n] + _piece.Right[n] + _piece.Panned[1][n] + _piece.Room[1][n], _piece.Mix[1][n], 1e-6f);
        }
    }

    [Theory]
    [Trait(Traits.Category, Traits.Slow)]
    [InlineData(8000)]
    [InlineData(44100)]
    [InlineData(96000)]
    public void Piece_LastsTwentySeconds_AndPeaksAtMinusThree(int rate)
    {
        DemoPiece piece = DemoPiece.Compose(rate);
        Assert.Equal(20 * rate, piece.Mix[0].Length);
        double peak = piece.Mix.Max(channel => channel.Max(Math.Abs));
        Assert.Equal(-3, 20 * Math.Log10(peak), 0.01);
    }

    [Fact]
    public void Piece_IsTheSameEveryTime() => Assert.Equal(_piece.Mix[0], DemoPiece.Compose(48000).Mix[0]);

    [Fact]
    public void EveryStem_IsHeard_WithoutDirectCurrent_OrClicks()
    {
        foreach (float[] stem in (float[][])[_piece.Centre, _piece.Left, _piece.Right, .. _piece.Panned, .. _piece.Room])
        {
            double rms = Math.Sqrt(stem.Average(s => (double)s * s)), mean = stem.Average(s => (double)s);
            Assert.InRange(20 * Math.Log10(rms), -50, -15);
            Assert.True(Math.Abs(mean) < 1e-3, $"mean {mean}");
            Assert.True(stem.Zip(stem.Skip(1), (a, b) => Math.Abs(a - b)).Max() < 0.3f);
            Assert.True(Math.Abs(stem[0]) < 1e-3 && Math.Abs(stem[^1]) < 1e-3);
        }
    }

    [Fact]
    public void Room_IsDecorrelated()
    {
        double cross = 0, left = 0, right = 0;
        for (int n = 0; n < _piece.Room[0].Length; n++)
        {
            (double l, double r) = (_piece.Room[0][n], _piece.Room[1][n]);
            (cross, left, right) = (cross + l * r, left + l * l, right + r * r);
        }
        Assert.True(Math.Abs(cross / Math.Sqrt(left * right)) < 0.3, $"correlation {cross / Math.Sqrt(left * right):0.00}");
    }
}
