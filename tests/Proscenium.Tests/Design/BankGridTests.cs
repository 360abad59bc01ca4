using Proscenium.Design;
using Proscenium.Design.Banks;
using Proscenium.Files.Projects;
using Proscenium.Heads;

namespace Proscenium.Tests.Design;

public class BankGridTests
{
    [Fact]
    public void Places_AreThoseOfTheRanges_DistancesFromFarToNear()
    {
        BankGrid grid = BankGrid.Parse(" left=-0.4..0.4/0.2, distance=1.6..2.4/0.4 ");
        Assert.Equal([-0.4, -0.2, 0, 0.2, 0.4], grid.Lefts(2));
        Assert.Equal([-0.4, 0, 0.4], grid.Forwards(HeadPose.Seat, 2));
        Assert.Equal(grid, BankGrid.Parse(grid.ToString()));
        Assert.Equal([0.0], BankGrid.Parse("distance=1..3/1").Lefts(2));
        Assert.Equal([0.0], BankGrid.Parse("left=-0.4..0.4/0.2").Forwards(HeadPose.Seat, 2));
    }

    [Theory]
    [InlineData(0.6, 31)]
    [InlineData(1.2, 13)]
    [InlineData(2, 13)]
    public void Auto_IsThirtyCentimetresToEitherSide_InStepsThatSuitTheDistance(double distance, int places)
    {
        IReadOnlyList<double> lefts = BankGrid.Parse("auto").Lefts(distance);
        Assert.Equal((places, -0.3, 0.3), (lefts.Count, lefts[0], lefts[^1]));
        Assert.Contains(0.0, lefts);
        Assert.Equal("auto", BankGrid.Parse("auto").ToString());
    }

    [Fact]
    public void PlacesAreMetresFromTheSeat_WhereverTheSeatIs_AndTheSeatIsAmongThem()
    {
        // oracle: the distance from the device, which the seat's own place has no part in
        HeadPose aside = new(Left: 0.4, Forward: 0.2);
        BankGrid grid = BankGrid.Parse("left=-0.15..0.15/0.1,distance=1.6..2.4/0.4");
        Assert.Equal([-0.15, -0.05, 0, 0.05, 0.15], grid.Lefts(2));
        Assert.Equal([-0.6, -0.2, 0, 0.2], grid.Forwards(aside, 2));
        Assert.All(grid.Forwards(aside, 2).Where(forward => forward != 0), forward => Assert.Contains(Math.Round(2 - (aside.Forward + forward), 6), (double[])[1.6, 2, 2.4]));
        Assert.True(grid.IsWithoutSeat(aside, 2));
        Assert.False(BankGrid.Parse("auto").IsWithoutSeat(aside, 2));
        Assert.Equal(BankGrid.Parse("auto").Lefts(2), BankGrid.Parse("left=-0.3..0.3/0.05").Lefts(2));
    }

    [Theory]
    [InlineData("", "is no range of places")]
    [InlineData("0.3", "is no range of places")]
    [InlineData("up=0..1/0.1", "'up=0..1/0.1' is no range of places")]
    [InlineData("left=-0.3..0.3/0.1,left=0..1/0.1", "left stands there twice")]
    [InlineData("left=-0.3..0.3", "write FROM..TO/STEP")]
    [InlineData("left=-0,3..0,3/0.1", "is no range")]
    [InlineData("left=a..b/c", "write FROM..TO/STEP")]
    [InlineData("left=-0.3..NaN/0.1", "write FROM..TO/STEP")]
    [InlineData("left=0.3..-0.3/0.1", "ends before it begins")]
    [InlineData("left=0..0/0.1", "left=0..0/0.1 ends where it begins: leave left out for the seat's alone, or write a range, as in left=-0.1..0.1/0.1.")]
    [InlineData("left=-3..3/0.1", "-2 to 2 m")]
    [InlineData("distance=0.1..3/0.1", "0.2 to 20 m")]
    [InlineData("left=-0.3..0.3/0", "choose 0.005 to 1 m")]
    [InlineData("left=-0.3..0.3/-0.1", "choose 0.005 to 1 m")]
    [InlineData("left=-0.3..0.3/0.07", "choose a step that divides it, as 0.06.")]
    [InlineData("left=-0.3..0.45/0.2", "choose a step that divides it, as 0.15.")]
    [InlineData("distance=1.6..2.3/0.2", "choose a step that divides it, as 0.175.")]
    public void AMistake_GetsOneSentence(string text, string hint)
    {
        string refusal = Assert.Throws<SettingException>(() => BankGrid.Parse(text)).Message;
        Assert.Contains(hint, refusal);
        Assert.EndsWith(".", refusal);
        Assert.DoesNotContain(". ", refusal.Replace("..", "", StringComparison.Ordinal));
        if (refusal.IndexOf("divides it, as ", StringComparison.Ordinal) is var at and > 0) // what is suggested is taken
            Assert.NotNull(BankGrid.Parse($"{text[..(text.IndexOf('/', StringComparison.Ordinal) + 1)]}{refusal[(at + 15)..^1]}"));
    }

    [Theory]
    [InlineData("left=0.1..0.3/0.1", "the seat, left 0, lies outside")]
    [InlineData("distance=1..2/0.5", "the seat, 0.6 m from the device, lies outside")]
    [InlineData("left=-2..2/0.005,distance=0.2..1.2/0.05", "16821 places are more than the 1024")]
    public void PlacesThatNobodyCanDesignFor_AreRefused(string text, string hint) =>
        Assert.Contains(hint, Assert.Throws<SettingException>(() => (new DesignRequest { Device = DeviceFile.Open("laptop"), DistanceMetres = 0.6, Bank = BankGrid.Parse(text) }).Check()).Message);
}
