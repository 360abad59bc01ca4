using System.Buffers.Binary;
using Proscenium.Heads;
using Proscenium.Live.Tracking;

namespace Proscenium.Tests.Live.Tracking;

public class OpentrackFormatTests
{
    /// <summary>By opentrack's source: six doubles in the order x, y, z, yaw, pitch, roll; its trackers have x to the listener's left, z away from the screen.</summary>
    [Fact]
    public void ADatagram_IsInCentimetres_AndInTheListenersAxes()
    {
        PoseReceiver receiver = new(new() { Format = () => new OpentrackFormat(), Port = 0 });
        Assert.Equal("127.0.0.1", receiver.Address.Address.ToString());
        receiver.Dispose();
        Assert.Equal(PoseReading.Pose, new OpentrackFormat().Read(Datagram(12, 3, 25, -10, 5, 7), out HeadPose pose));
        Assert.Equal(new(0.12, 0.03, -0.25, 10), new TrackerSettings { Format = () => new OpentrackFormat() }.Corrected(pose, 0.01));
        Assert.Equal(new(-0.75, 0.1875, 1.5625, 10), new TrackerSettings { Format = () => new OpentrackFormat(), Metres = 0.0625, Flipped = PoseAxes.Left | PoseAxes.Forward }.Corrected(pose, 0.01));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(47)]
    [InlineData(49)]
    [InlineData(56)] // FaceTrackNoIR's, with a number
    public void AnotherLength_IsGarbage(int bytes) => Assert.Equal(PoseReading.Garbage, new OpentrackFormat().Read(new byte[bytes], out _));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void WhatIsNoNumber_IsGarbage(double value)
    {
        for (int n = 0; n < 6; n++) Assert.Equal(PoseReading.Garbage, new OpentrackFormat().Read(Datagram([.. Enumerable.Range(0, 6).Select(m => m == n ? value : 1.0)]), out _));
    }

    [Fact]
    public void WhatIsWritten_IsReadAgain()
    {
        byte[] datagram = new byte[OpentrackFormat.Bytes];
        HeadPose pose = new(0.1, -0.2, 0.3, 40);
        OpentrackFormat.Write(pose, datagram);
        new OpentrackFormat().Read(datagram, out HeadPose read);
        Assert.Equal(pose, new(read.Left / 100, read.Up / 100, read.Forward / 100, read.YawDegrees));
    }

    static byte[] Datagram(params double[] numbers)
    {
        byte[] datagram = new byte[8 * numbers.Length];
        for (int n = 0; n < numbers.Length; n++) BinaryPrimitives.WriteDoubleLittleEndian(datagram.AsSpan(8 * n), numbers[n]);
        return datagram;
    }
}
