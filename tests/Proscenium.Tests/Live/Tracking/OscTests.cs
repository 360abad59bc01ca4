using System.Diagnostics;
using System.Net;
using System.Text;
using Proscenium.Heads;
using Proscenium.Live.Tracking;

namespace Proscenium.Tests.Live.Tracking;

/// <summary>Open Sound Control as its specification writes it (Wright 2002), and as liblo sends it.</summary>
[Collection(OnASoundServer.Name)]
public class OscTests
{
    /// <summary>The examples of the specification, byte by byte.</summary>
    [Theory]
    [InlineData("2F6F7363696C6C61746F722F342F6672657175656E637900 2C660000 43DC0000", "/oscillator/4/frequency 440")]
    [InlineData("2F666F6F00000000 2C69697366660000 000003E8 FFFFFFFF 68656C6C6F000000 3F9DF3B6 40B5B22D", "/foo 1000 -1 NaN 1.234 5.678")]
    public void TheExamplesOfTheSpecification_AreReadAsTheyAreExplained(string hex, string message) => Assert.Equal([message], Messages(Bytes(hex)));

    [Fact]
    public void Bundles_OfBundles_AndAllKindsOfArguments_AreRead()
    {
        byte[] message = Message("/a", ",dhitTFbs", [.. Double(0.5), .. Long(-7), .. Int(3), .. Long(1), .. Int(5), 1, 2, 3, 4, 5, 0, 0, 0, .. Text("text")]);
        byte[] inner = Bundle(Message("/b", ",f", Float(0.25f)), message), outer = Bundle(Message("/c", ",", []), inner, Bundle());
        Assert.Equal(["/c", "/b 0.25", "/a 0.5 -7 3 NaN NaN NaN NaN NaN"], Messages(outer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2F610000")]                              // no type tags
    [InlineData("2F610000 2C660000")]                     // no argument
    [InlineData("2F610000 2C660000 3F800000 00000000")]   // one too many
    [InlineData("2F610000 2C780000 3F800000")]            // an unknown type
    [InlineData("2F61 2C660000 3F800000")]                // no end of the address
    [InlineData("2F610061 2C660000 3F800000")]            // filled up with something else than zeros
    [InlineData("61620000 2C660000 3F800000")]            // no slash
    [InlineData("2F610000 2C620000 7FFFFFFF 00000000")]   // a blob without an end
    [InlineData("2362756E646C6500 0000000000000001 00000010 2F610000")]
    [InlineData("2362756E646C6500 0000000000000001 FFFFFFFC")]
    [InlineData("2362756E646C6500 00000000")]
    public void WhatIsNoPacket_IsRefused_AsAWhole(string hex)
    {
        Assert.Null(Messages(Bytes(hex)));
        Assert.Null(Messages(Bundle(Message("/good", ",i", Int(1)), Bytes(hex))));
    }

    [Fact]
    public void EndlessNesting_IsRefused()
    {
        byte[] packet = Message("/a", ",i", Int(1));
        for (int n = 0; n < 8; n++) packet = Bundle(packet);
        Assert.NotNull(Messages(packet));
        Assert.Null(Messages(Bundle(packet)));
    }

    [Theory]
    [InlineData(OscTemplate.Adm, "/adm/lis/xyz", 1f, 2f, 3f, -1, 2, 3)]
    [InlineData("/p - left - back", "/p", 9f, 1f, 9f, 1, -9, 0)] // fewer names than arguments
    [InlineData("/p right up back", "/p", 1f, 2f, 3f, -1, -3, 2)]
    public void AMessageOfThreeNumbers_IsAPose_ByTheNamesOfItsArguments(string template, string address, float one, float two, float three, double left, double forward, double up)
    {
        OscFormat format = new(OscTemplate.Parse(template));
        byte[] sent = Message(address, template.StartsWith("/p -", StringComparison.Ordinal) ? ",ffff" : ",fff", [.. Float(one), .. Float(two), .. Float(three), .. template.StartsWith("/p -", StringComparison.Ordinal) ? Float(9) : []]);
        Assert.Equal(PoseReading.Pose, format.Read(sent, out HeadPose pose));
        Assert.Equal(new(left, up, forward), pose);
    }

    [Fact]
    public void AMessageForEachCoordinate_MakesAPose_OnceAllAreKnown()
    {
        OscFormat format = new(OscTemplate.Parse("/head/x right; /head/y up;/head/z back ; /head/rot - yaw"));
        Assert.Equal(PoseReading.NoPose, format.Read(Message("/head/x", ",d", Double(0.1)), out _));
        Assert.Equal(PoseReading.NoPose, format.Read(Message("/head/rot", ",ff", [.. Float(1), .. Float(30)]), out _));
        Assert.Equal(PoseReading.NoPose, format.Read(Message("/other", ",s", Text("word")), out _));
        Assert.Equal(PoseReading.NoPose, format.Read(Message("/head/y", ",i", Int(2)), out _));
        Assert.Equal(PoseReading.Pose, format.Read(Message("/head/z", ",h", Long(3)), out HeadPose pose));
        Assert.Equal(new(-0.1, 2, -3, 30), pose);
        Assert.Equal(PoseReading.Garbage, format.Read(Message("/head/x", ",s", Text("far")), out _));
        Assert.Equal(PoseReading.Garbage, format.Read(Message("/head/x", ",f", Float(float.NaN)), out _));
        Assert.Equal(PoseReading.Garbage, format.Read(Bundle(Message("/head/y", ",i", Int(5)), Message("/head/z", ",", [])), out _));
        Assert.Equal(PoseReading.Pose, format.Read(Bundle(Message("/head/x", ",i", Int(-1)), Message("/head/z", ",i", Int(-4))), out pose));
        Assert.Equal(new(1, 2, 4, 30), pose); // nothing of what was refused
    }

    [Theory]
    [InlineData("head left forward", "'head' is no address of a message")]
    [InlineData("/head", "'/head' does not say what the arguments are")]
    [InlineData("/head links", "'links' is no name of an argument: use left, right, forward")]
    [InlineData("/head left right", "'/head left right' names a coordinate for the second time")]
    [InlineData("/x left; /y left", "'/y left' names a coordinate for the second time")]
    [InlineData("/head yaw up", "names no argument for left, right, forward or back")]
    [InlineData(" ; ", "names no argument")]
    public void AnotherTemplate_IsRefused(string template, string sentence) => Assert.Contains(sentence, Assert.Throws<SettingException>(() => OscTemplate.Parse(template)).Message);

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void WhatLibloSends_IsWhatIsRead()
    {
        RecordedData.RequireProgram("oscsend", "liblo-tools");
        using PoseReceiver receiver = new(new() { Format = () => new OscFormat(OscTemplate.Parse(OscTemplate.Adm)), Port = 0, Metres = 2 });
        foreach (string line in (string[])["/adm/lis/ypr fff 30 0 0", "/adm/lis/xyz fff 0.1 -0.25 0.05", "/adm/lis/xyz ddd 0.2 0.5 0", "/adm/lis/xyz ihi 1 2 3", "/adm/lis/xyz fffsTFNIc 0.3 0 0 word a", "/adm/lis/xyz s far"])
        {
            using Process send = Process.Start("oscsend", ["127.0.0.1", $"{receiver.Address.Port}", .. line.Split(' ')]);
            Assert.True(send.WaitForExit(10000));
        }
        List<HeadPose?> poses = [];
        while (receiver.Await(TimeSpan.FromSeconds(poses.Count < 6 ? 2 : 0)) && receiver.Take(out HeadPose pose) is { } reading) poses.Add(reading == PoseReading.Pose ? pose : null);
        Assert.Equal(6, poses.Count);
        Assert.Null(poses[0]);
        AssertNear(new(-0.2, 0.1, -0.5, 30), poses[1]);
        AssertNear(new(-0.4, 0, 1, 30), poses[2]);
        AssertNear(new(-2, 6, 4, 30), poses[3]);
        AssertNear(new(-0.6, 0, 0, 30), poses[4]);
        Assert.Equal((1, 1, 4), (receiver.Garbage, receiver.WithoutPose, receiver.Poses));
    }

    static void AssertNear(HeadPose wanted, HeadPose? pose)
    {
        Assert.Equal(wanted.Left, pose!.Value.Left, 1e-6);
        Assert.Equal((wanted.Forward, wanted.Up, wanted.YawDegrees), (Math.Round(pose.Value.Forward, 6), Math.Round(pose.Value.Up, 6), pose.Value.YawDegrees));
    }

    /// <summary>What a packet holds, or null.</summary>
    static List<string>? Messages(byte[] packet)
    {
        List<string> messages = [];
        bool isRead = OscPacket.Read(packet, (address, numbers) => messages.Add(string.Join(' ', [Encoding.ASCII.GetString(address), .. numbers.ToArray().Select(number => FormattableString.Invariant($"{(float)number}"))])));
        Assert.True(isRead || messages.Count == 0);
        return isRead ? messages : null;
    }

    static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", ""));

    static byte[] Text(string text) => [.. Encoding.ASCII.GetBytes(text), .. new byte[4 - text.Length % 4]];

    internal static byte[] Message(string address, string tags, byte[] arguments) => [.. Text(address), .. Text(tags), .. arguments];

    static byte[] Bundle(params byte[][] parts) => [.. Text("#bundle"), 0, 0, 0, 0, 0, 0, 0, 1, .. parts.SelectMany(part => (byte[])[.. Int(part.Length), .. part])];

    internal static byte[] Float(float value) => Int(BitConverter.SingleToInt32Bits(value));

    static byte[] Double(double value) => Long(BitConverter.DoubleToInt64Bits(value));

    static byte[] Int(int value) => BitConverter.GetBytes(IPAddress.HostToNetworkOrder(value));

    static byte[] Long(long value) => BitConverter.GetBytes(IPAddress.HostToNetworkOrder(value));
}
