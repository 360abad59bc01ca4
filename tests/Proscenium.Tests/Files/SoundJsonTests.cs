using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;

namespace Proscenium.Tests.Files;

/// <summary>What the parser of JSON lets through and no reader can use is refused with the file and the place.</summary>
public class SoundJsonTests
{
    [Theory]
    [InlineData("{\"a\": 1, \"b\": {\"c\": 1, \"c\": 2}}", "the key 'b.c' stands there twice")]
    [InlineData("{\"a\": 1, \"\\u0061\": 2}", "the key 'a' stands there twice")]
    [InlineData("{\"a\": [1, 1e999]}", "'a[1]' is 1e999, beyond all numbers")]
    [InlineData("{\"a\": -1e400}", "'a' is -1e400, beyond all numbers")]
    [InlineData("{\"a\": \"\\ud800\"}", "'a' holds half a character")]
    [InlineData("{\"a\": [{\"\\udc00\": 1}]}", "'a[0]' holds half a character")]
    [InlineData("{\"a\": \"x\\u0000y\"}", "'a' holds the character \\u0000")]
    [InlineData("{\"x\\u0000y\": 1}", "holds the character \\u0000")]
    [InlineData("{\"foo\": 1}", "unknown key 'foo': leave it out; there are a, upmix.")]
    [InlineData("{\"upmx\": 1}", "unknown key 'upmx'; did you mean 'upmix'?")]
    public void WhatNoReaderCanUse_IsRefused_WithItsPlace(string text, string fault)
    {
        FileFormatException refusal = Assert.Throws<FileFormatException>(() => StrictJson.Read(text, "my.json", json =>
        {
            json.Accept("a", "upmix");
            return 0;
        }));
        Assert.StartsWith("my.json: ", refusal.Message);
        Assert.Contains(fault, refusal.Message);
    }

    [Fact]
    public void TextsWithoutABottom_AreNestedTooDeeply()
    {
        string text = $"{{\"a\": {new string('[', 100)}{new string(']', 100)}}}";
        Assert.Equal("my.json: is nested too deeply (line 1; 64 levels can be read): repair it or make the file anew.", Assert.Throws<FileFormatException>(() => StrictJson.Read(text, "my.json", _ => 0)).Message);
    }

    [Fact]
    public void Pairs_AreHeldToTheRangesOfTheirPlaces()
    {
        static List<(double, double)> Read(string pairs) => StrictJson.Read($"{{\"a\": {pairs}}}", "my.json", json => json.Pairs("a", (1, 10), (-5, 5)));
        Assert.Equal([(1, -5), (10, 5)], Read("[[1, -5], [10, 5]]"));
        Assert.Contains("'a[1][0]' is 11; it must be from 1 to 10", Assert.Throws<FileFormatException>(() => Read("[[1, 0], [11, 0]]")).Message);
        Assert.Contains("'a[0][1]' is 6; it must be from -5 to 5", Assert.Throws<FileFormatException>(() => Read("[[1, 6]]")).Message);
    }

    [Fact]
    public void TextsWithoutEnd_AreRefused_WithLittleMemory()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("is larger than 16 MB", Assert.Throws<FileFormatException>(() => DeviceFile.Open(new Blanks(), "endless.device.json")).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 128 << 20);
    }

    /// <summary>Blanks that never end, as of a device.</summary>
    sealed class Blanks : MemoryStream
    {
        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer)
        {
            buffer.Fill((byte)' ');
            return buffer.Length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    }
}
