using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Loudspeakers;

namespace Proscenium.Tests.Files;

/// <summary>Sets of files by angle: the plane that a name tells counts, and names that tell more are not mixed.</summary>
public class AngleSetTests
{
    [Theory]
    [InlineData("box hor 30.txt", "box ver 15.txt")]
    [InlineData("box H 30.txt", "box V 15.txt")]
    [InlineData("box_h_30.txt", "box_v_15.txt")]
    [InlineData("box_H_30 deg.txt", "box_V_15°.txt")]
    [InlineData("box horz 30.txt", "box vert 15.txt")]
    [InlineData("box-Horizontal30.txt", "box-Vertical15.txt")]
    [InlineData("box azimuth 30.txt", "box elevation 15.txt")]
    public void BothPlanes_AreToldByTheirNames(params string[] names)
    {
        using TemporaryFolder folder = Of(names);
        Assert.Equal([(AnglePlane.Horizontal, 30.0), (AnglePlane.Vertical, 15.0)], AngleSet.Find(folder["."], AnglePlane.Horizontal).Select(file => (file.Plane, file.Degrees)).Order());
    }

    [Theory]
    [InlineData("phi and theta", "x 0 PHI 0 THETA.txt", "x 15 PHI 0 THETA.txt")]
    [InlineData("phi and theta", "x PHI 0 THETA 15.txt", "x PHI 90 THETA 15.txt")]
    [InlineData("differ in more than plane and angle, 'box up' and 'box side'", "box side 30.txt", "box up 15.txt")]
    [InlineData("differ in more than plane and angle, 'woofer' and 'tweeter'", "tweeter hor 30.txt", "woofer hor 15.txt")]
    public void NamesThatTellMore_AreRefused(string fault, params string[] names)
    {
        using TemporaryFolder folder = Of(names);
        string refusal = Assert.Throws<FileFormatException>(() => AngleSet.Find(folder["."], AnglePlane.Horizontal)).Message;
        Assert.Contains(fault == "phi and theta" ? "its name tells two angles" : fault, refusal);
        Assert.Contains("list the files by angle", refusal);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void ARealSet_OfTwoPlanes_KeepsThemApart()
    {
        List<AngledFile> files = AngleSet.Find(RecordedData.Path("faults/23b-H-0-30-60-90-V-15-45-75"), AnglePlane.Horizontal);
        Assert.Equal([0, 30, 60, 90], files.Where(file => file.Plane == AnglePlane.Horizontal).Select(file => file.Degrees).Order());
        Assert.Equal([15, 45, 75], files.Where(file => file.Plane == AnglePlane.Vertical).Select(file => file.Degrees).Order());
        Assert.Throws<FileFormatException>(() => AngleSet.Find(RecordedData.Path("faults/24c-phi-theta"), AnglePlane.Horizontal));
    }

    static TemporaryFolder Of(string[] names)
    {
        TemporaryFolder folder = new();
        foreach (string name in names) File.WriteAllText(folder[name], "");
        return folder;
    }
}
