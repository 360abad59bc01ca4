using System.Diagnostics;
using Proscenium.Live.Servers;

namespace Proscenium.Tests.Live;

public class PortPatternTests
{
    [Theory]
    [InlineData("mpv", "mpv:out_0", true)]
    [InlineData("^mpv.*_[01]$", "mpv:out_1", true)]
    [InlineData("^mpv.*_[01]$", "mpv:out_2", false)]
    [InlineData("a.b (1)", "a.b (1):left", true)] // a part of the name as it is
    public void APattern_IsAPartOfTheName_OrAnExpression(string pattern, string port, bool meant) => Assert.Equal(meant, new PortPattern(pattern).Means(port));

    [Fact]
    public void NoPattern_TakesLong()
    {
        Stopwatch clock = Stopwatch.StartNew();
        Assert.False(new PortPattern("^(a+)+$").Means(new string('a', 40) + ":left"));
        Assert.True(clock.Elapsed.TotalSeconds < 1, $"{clock.Elapsed}");
    }

    [Theory]
    [InlineData("(")]
    [InlineData("(?=a)b")]
    [InlineData(@"(a)\1")]
    [InlineData("(a{1000}){1000}")]
    public void WhatIsNoExpression_OrMayTakeLong_IsSaid(string pattern) => Assert.StartsWith($"'{pattern}' is no pattern for ports: ", Assert.Throws<SettingException>(() => new PortPattern(pattern)).Message);
}
