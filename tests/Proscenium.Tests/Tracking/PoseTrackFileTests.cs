using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Tracking;

namespace Proscenium.Tests.Tracking;

public sealed class PoseTrackFileTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ATrack_IsReadAsItWasWritten()
    {
        TimedPose[] poses = [new(0, new(-0.1234, 0.01, 0.25, -12.5)), new(0.0167, default), new(100.5, new(2, -2, 1, 180))];
        PoseTrackFile.Write(_folder["poses.csv"], poses);
        Assert.StartsWith("seconds,left,forward,up,yaw\n0.0000,-0.12340,0.25000,0.01000,-12.500\n", File.ReadAllText(_folder["poses.csv"]));
        Assert.Equal(poses, PoseTrackFile.Open(_folder["poses.csv"]));
        File.WriteAllText(_folder["other.csv"], "\uFEFFseconds,left,forward,up,yaw\r\n0, 1e-1, -.5,0,0\r\n");
        Assert.Equal(new TimedPose(0, new(0.1, 0, -0.5)), Assert.Single(PoseTrackFile.Open(_folder["other.csv"])));
    }

    [Theory]
    [InlineData("time,x,y,z\n", "line 1, 'time,x,y,z', is not the heading of a file of poses")]
    [InlineData("", "line 1, '', is not the heading")]
    [InlineData("seconds,left,forward,up,yaw\n", "holds no poses")]
    [InlineData("seconds,left,forward,up,yaw\n0,0,0,0,0\n1,0,0,0\n", "line 3, '1,0,0,0', is no pose: write five numbers")]
    [InlineData("seconds,left,forward,up,yaw\n0,0,0,0,0\n\n2,0,0,0\n", "line 4, '2,0,0,0', is no pose")]
    [InlineData("seconds,left,forward,up,yaw\n0,0,0,0,400\n", "line 2, '0,0,0,0,400', is no pose of a head: write metres from the seat, 10 at most, and degrees, 360 at most")]
    [InlineData("seconds,left,forward,up,yaw\n0,NaN,0,0,0\n", "line 2, '0,NaN,0,0,0', is no pose")]
    [InlineData("seconds,left,forward,up,yaw\n0,0,0,0,0\n0,0,0,0,0\n", "line 3, '0,0,0,0,0', is not later than the line before")]
    [InlineData("seconds,left,forward,up,yaw\n-1,0,0,0,0\n", "line 2, '-1,0,0,0,0', has a time before 0")]
    [InlineData("seconds,left,forward,up,yaw\n1e9,0,0,0,0\n", "line 2, '1e9,0,0,0,0', has a time before 0 or after a day")]
    [InlineData("seconds,left,forward,up,yaw\n0,12,0,0,0\n", "line 2, '0,12,0,0,0', is no pose of a head")]
    [InlineData("seconds,left,forward,up,yaw\n0;0;0;0;0\n", "line 2, '0;0;0;0;0', is no pose")]
    public void AnythingElse_IsRefused_WithTheFileAndTheLine(string text, string sentence)
    {
        File.WriteAllText(_folder["poses.csv"], text);
        string message = Assert.Throws<FileFormatException>(() => PoseTrackFile.Open(_folder["poses.csv"])).Message;
        Assert.StartsWith($"{_folder["poses.csv"]}: {sentence}", message);
    }

    [Fact]
    public void BlankLines_Comments_AndSpaces_ArePassedOver()
    {
        File.WriteAllText(_folder["poses.csv"], "# a lean\n\nseconds, left, forward, up, yaw\n 0 , 0.1,0 ,0, 0\n\n # back\n1,0,0,0,0\n\n  \n");
        Assert.Equal([new(0, new(Left: 0.1)), new(1, default)], PoseTrackFile.Open(_folder["poses.csv"]));
    }

    [Fact]
    public void AFolder_IsCalledOne() => Assert.Contains(": is a folder: name a CSV file", Assert.Throws<FileFormatException>(() => PoseTrackFile.Open(_folder["."])).Message);

    [Fact]
    public void AMissingFile_IsNamed() => Assert.Contains("there is no such file of poses", Assert.Throws<FileFormatException>(() => PoseTrackFile.Open(_folder["none.csv"])).Message);
}
