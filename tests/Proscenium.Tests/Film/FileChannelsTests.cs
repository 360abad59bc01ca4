using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Sound;

namespace Proscenium.Tests.Film;

public class FileChannelsTests
{
    [Theory]
    [InlineData(0x7u, "3.0", "0 1 2")]
    [InlineData(0x33u, "quad", "0 1 2 3")]
    [InlineData(0x603u, "quad", "0 1 2 3")]
    [InlineData(0x37u, "5.0", "0 1 2 3 4")]
    [InlineData(0x607u, "5.0", "0 1 2 3 4")]
    [InlineData(0x3Fu, "5.1", "0 1 2 3 4 5")]
    [InlineData(0x60Fu, "5.1", "0 1 2 3 4 5")]
    [InlineData(0x637u, "7.0", "0 1 2 5 6 3 4")]
    [InlineData(0x63Fu, "7.1", "0 1 2 3 6 7 4 5")]
    public void AMask_NamesTheChannels(uint mask, string layout, string order)
    {
        FileChannels channels = FileChannels.Of(System.Numerics.BitOperations.PopCount(mask), mask, "film.wav");
        Assert.Equal(layout, channels.Layout.Name);
        Assert.Equal(order, string.Join(' ', channels.Sources.Select(source => source.Channel)));
        Assert.All(channels.Sources, source => Assert.Equal(1, source.Gain));
        Assert.False(channels.IsAssumed);
    }

    [Fact]
    public void TheOneSurroundOf40_PlaysFromBothSides_AtThePowerOfOne()
    {
        FileChannels channels = FileChannels.Of(4, 0x107, "film.wav");
        Assert.Equal(("4.0", "0 1 2 3 3"), (channels.Layout.Name, string.Join(' ', channels.Sources.Select(source => source.Channel))));
        Assert.Equal(ChannelLayout.Named("5.0").Channels, channels.Layout.Channels);
        Assert.Equal(1, channels.Sources.Skip(3).Sum(source => source.Gain * source.Gain), 1e-6);
    }

    [Theory]
    [InlineData(3, 0u, "3.0")]
    [InlineData(4, 0u, "quad")]
    [InlineData(5, 0u, "5.0")]
    [InlineData(6, 0u, "5.1")]
    [InlineData(6, 0x3u, "5.1")]
    [InlineData(8, 0u, "7.1")]
    public void WithoutAFittingMask_TheUsualOrderIsAssumed(int count, uint mask, string layout)
    {
        FileChannels channels = FileChannels.Of(count, mask, "film.wav");
        Assert.Equal((layout, true), (channels.Layout.Name, channels.IsAssumed));
    }

    [Theory]
    [InlineData(1, 0u)]
    [InlineData(1, 4u)]
    [InlineData(2, 0u)]
    [InlineData(2, 3u)]
    [InlineData(2, 0x600u)]
    public void OneAndTwoChannels_AreStereo_WhateverTheySay(int count, uint mask)
    {
        FileChannels channels = FileChannels.Of(count, mask, "music.wav");
        Assert.True(channels.Layout.IsStereo);
        Assert.Equal([(0, 1f), (count - 1, 1f)], channels.Sources);
    }

    [Theory]
    [InlineData(7, 0x70Fu, "FL, FR, FC, LFE, BC, SL, SR")]
    [InlineData(3, 0xBu, "FL, FR, LFE")]
    [InlineData(8, 0xFFu, "FLC, FRC")]
    [InlineData(7, 0u, "does not say for which loudspeakers")]
    [InlineData(16, 0u, "16 channels")]
    public void OtherLayouts_AreRefused_WithTheCure(int count, uint mask, string named)
    {
        string message = Assert.Throws<SoundException>(() => FileChannels.Of(count, mask, "film.wav")).Message;
        Assert.StartsWith("film.wav: ", message);
        Assert.Contains(named, message);
        Assert.Contains("aformat=channel_layouts=5.1", message);
    }
}
