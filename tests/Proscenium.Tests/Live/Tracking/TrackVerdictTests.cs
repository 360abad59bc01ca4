using Proscenium.Heads;
using Proscenium.Live.Tracking;

namespace Proscenium.Tests.Live.Tracking;

public class TrackVerdictTests
{
    static readonly HeadPose _seat = new(0.03, 1, -0.6);

    [Fact]
    public void RightSigns_AndScale_AreCalledRight_ThoughNobodyMovesBy20CentimetresExactly()
    {
        TrackVerdict verdict = Of(new(0.16, 0.01, 0.02), new(0.01, 0, 0.25));
        Assert.True(verdict.IsRight);
        Assert.Equal(0.002, verdict.DriftMetres, 1e-9);
    }

    [Theory]
    [InlineData(-0.2, 0.2, PoseAxes.Left)]
    [InlineData(0.2, -0.2, PoseAxes.Forward)]
    [InlineData(-0.2, -0.2, PoseAxes.Left | PoseAxes.Forward)]
    public void WrongSigns_AreNamed(double left, double nearer, object flipped)
    {
        TrackVerdict verdict = Of(new(left), new(0, 0, nearer));
        Assert.Equal((PoseAxes)flipped, verdict.Flipped);
        Assert.Equal((false, 1), (verdict.IsRight, verdict.ScaleFactor));
    }

    [Theory]
    [InlineData(0.5, 0.45, 0.422)]  // the geometric mean of both
    [InlineData(0.02, 0.022, 9.53)]
    [InlineData(0.4, 0.15, 0.5)]    // on scales of their own: the left's
    public void AWrongScale_IsTurnedIntoAFactor(double left, double nearer, double factor)
    {
        TrackVerdict verdict = Of(new(left), new(0, 0, nearer));
        Assert.Equal(factor, verdict.ScaleFactor, 0.005);
        Assert.Equal(left / nearer > 2, verdict.IsUneven);
        Assert.False(verdict.IsRight);
    }

    [Fact]
    public void ExchangedCoordinates_AreNamed()
    {
        TrackVerdict verdict = Of(new(0, 0, 0.2), new(0, -0.2));
        Assert.Equal((PoseAxes.Forward, PoseAxes.Up, PoseAxes.None, false), (verdict.MovedLeft, verdict.MovedNearer, verdict.Flipped, verdict.IsRight));
    }

    [Fact]
    public void RotationAlone_IsNoPosition()
    {
        Assert.True(Of(default, default).IsStill);
        Assert.True(Of(new(0.01), new(0, 0, 0.01), noise: 0.005).IsStill); // in the noise
        Assert.False(Of(new(0.01), new(0, 0, 0.01), noise: 0.001).IsStill); // a small scale
    }

    [Theory]
    [InlineData(0, 0.2, PoseAxes.Left)]
    [InlineData(0.2, 0, PoseAxes.Forward)]
    [InlineData(0.001, 0.2, PoseAxes.Left)] // in the noise
    public void AFlatCurve_IsNamed_AndNoScaleIsMadeOfIt(double left, double nearer, object flat)
    {
        TrackVerdict verdict = Of(new(left), new(0, 0, nearer));
        Assert.Equal(((PoseAxes)flat, 1.0, false, false), (verdict.Flat, verdict.ScaleFactor, verdict.IsRight, verdict.IsStill));
    }

    [Fact]
    public void MetresInADatagramOfCentimetres_AreAScale_NotAPositionThatDoesNotChange()
    {
        TrackVerdict verdict = Of(new(0.002), new(0, 0, 0.0019), noise: 2e-5);
        Assert.False(verdict.IsStill);
        Assert.Equal(102.6, verdict.ScaleFactor, 0.1);
    }

    static TrackVerdict Of(HeadPose left, HeadPose nearer, double noise = 0.0005)
    {
        static HeadPose Plus(HeadPose one, HeadPose other) => new(one.Left + other.Left, one.Up + other.Up, one.Forward + other.Forward);
        HeadPose back = Plus(_seat, new(0.002));
        return TrackVerdict.Of(new(_seat, noise), new(Plus(_seat, left), noise), new(back, noise), new(Plus(back, nearer), noise));
    }
}
