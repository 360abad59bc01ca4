using Proscenium.Acoustics;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Measurements;

namespace Proscenium.Tests.Files;

public class ImpulseResponseFileTests
{
    [Theory]
    [InlineData(32000)]
    [InlineData(44100)]
    [InlineData(192000)]
    public void TimeZero_IsTheFirstSample_AtAnyRate(int rate)
    {
        using TemporaryFolder folder = new();
        float[] samples = new float[300];
        samples[25] = 0.5f;
        Sounds.Write(folder["one.wav"], rate, samples);
        FrequencyResponse read = ImpulseResponseFile.Read(folder["one.wav"]);
        for (double f = 0; f < 15000; f += 777) Assert.True((read.At(f) - 0.5 * FrequencyResponse.Turn(f, 25.0 / rate)).Magnitude < 1e-6);
        Assert.Equal(25.0 / rate, read.DelaySeconds, 1e-9);
    }

    [Fact]
    public void WhatIsNoImpulseResponse_IsRefused_WithFileFaultAndCure()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["text.wav"], "* REW\n100 -6 10\n200 -6 20\n400 -6 30\n800 -6 40\n");
        AssertRefused(folder["text.wav"], "is text, not sound: name a response in text .frd or .txt");
        Sounds.Write(folder["two.wav"], 48000, [1, 0, 0], [0, 1, 0]);
        AssertRefused(folder["two.wav"], "has 2 channels");
        Sounds.Write(folder["silence.wav"], 48000, new float[100]);
        AssertRefused(folder["silence.wav"], "nothing but silence");
        Sounds.Write(folder["long.wav"], 48000, [1, .. new float[300000]]);
        AssertRefused(folder["long.wav"], "longer than 262144 samples");
        Assert.Contains("there is no such file", Assert.Throws<SoundException>(() => ImpulseResponseFile.Read(folder["none.wav"])).Message);
        File.WriteAllText(folder["empty.wav"], "");
        Assert.Contains("empty", Assert.Throws<SoundException>(() => ImpulseResponseFile.Read(folder["empty.wav"])).Message);
    }

    static void AssertRefused(string path, string fault)
    {
        string sentence = Assert.Throws<FileFormatException>(() => ImpulseResponseFile.Read(path)).Message;
        Assert.StartsWith(path, sentence);
        Assert.Contains(fault, sentence);
    }
}
