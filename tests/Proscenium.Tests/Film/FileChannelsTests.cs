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
    [InlineData(1, 1u)]
    public void OneAndTwoChannels_AreStereo_WhereTheyAreAPairOrSayNothing(int count, uint mask)
    {
        FileChannels channels = FileChannels.Of(count, mask, "music.wav");
        Assert.True(channels.Layout.IsStereo);
        Assert.Equal([(0, 1f), (count - 1, 1f)], channels.Sources);
    }

    [Theory]
    [InlineData(8, 0xFFu, "pan=5.1|FL=c0+0.707*c6|FR=c1+0.707*c7|FC=c2+0.707*c6+0.707*c7|LFE=c3|BL=c4|BR=c5")]
    [InlineData(8, 0x503Fu, "pan=5.1|FL=c0+c6|FR=c1+c7|FC=c2|LFE=c3|BL=c4|BR=c5")] // 5.1.2
    [InlineData(12, 0x2D63Fu, "pan=7.1|FL=c0+c8|FR=c1+c9|FC=c2|LFE=c3|BL=c4+c10|BR=c5+c11|SL=c6|SR=c7")] // 7.1.4
    [InlineData(8, 0x737u, "pan=7.0|FL=c0|FR=c1|FC=c2|BL=c3+0.707*c5|BR=c4+0.707*c5|SL=c6|SR=c7")]
    [InlineData(2, 0x5u, "pan=5.0|FL=c0|FC=c1")]
    [InlineData(1, 0x8u, "pan=5.1|LFE=c0")]
    [InlineData(7, 0u, "does not say for which loudspeakers")]
    [InlineData(16, 0u, "pan=5.1|FL=c0|FR=c1")]
    public void OtherLayouts_AreRefused_WithTheCure(int count, uint mask, string named)
    {
        string message = Assert.Throws<SoundException>(() => FileChannels.Of(count, mask, "film.wav")).Message;
        Assert.StartsWith("film.wav: ", message);
        Assert.Contains(named, message);
        Assert.Contains("ffmpeg -i FILE -af", message);
    }

    [Theory]
    [InlineData(0xCu, "5.1", "-1 -1 0 1 -1 -1", "left, right, leftSurround, rightSurround")]
    [InlineData(0xBu, "5.1", "0 1 -1 2 -1 -1", "centre, leftSurround, rightSurround")]
    [InlineData(0xFu, "5.1", "0 1 2 3 -1 -1", "leftSurround, rightSurround")]
    [InlineData(0x10Fu, "5.1", "0 1 2 3 4 4", "")]
    [InlineData(0x3Bu, "5.1", "0 1 -1 2 3 4", "centre")]
    [InlineData(0x137u, "7.0", "0 1 2 3 4 5 5", "")] // hexagonal
    [InlineData(0x707u, "7.0", "0 1 2 4 5 3 3", "")]
    [InlineData(0x70Fu, "7.1", "0 1 2 3 5 6 4 4", "")]
    public void LayoutsWithin51And71_PlayThere_TheOthersSilent(uint mask, string layout, string order, string silent)
    {
        FileChannels channels = FileChannels.Of(System.Numerics.BitOperations.PopCount(mask), mask, "film.wav");
        Assert.Equal((layout, order, silent), (channels.Layout.Name, string.Join(' ', channels.Sources.Select(source => source.Channel)), string.Join(", ", channels.Silent)));
        Assert.All(channels.Sources.Where(source => source.Channel >= 0).GroupBy(source => source.Channel), places => Assert.Equal(1, places.Sum(source => source.Gain * source.Gain), 1e-6));
    }
}
