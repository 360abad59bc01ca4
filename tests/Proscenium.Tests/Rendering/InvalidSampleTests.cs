using System.Diagnostics;
using System.Text.RegularExpressions;
using Proscenium.Tests.Cli;

namespace Proscenium.Tests.Rendering;

/// <summary>Samples that are no numbers or absurdly large: few of them are silence with a note in every verb, a file of them is refused; so are filters with any.</summary>
[Collection("console")]
public sealed partial class InvalidSampleTests : IDisposable
{
    const int Rate = 48000, Frames = 4800;

    readonly TemporaryFolder _folder = new();

    public InvalidSampleTests() => Sounds.Write(_folder["same.wav"], Rate, [1], [0], [0], [1]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AFewSamples_AreSilence_AndEveryVerbSaysHowMany()
    {
        float[] sound = Signals.Noise(Frames, 1), damaged = [.. sound];
        (damaged[100], damaged[200], damaged[300]) = (float.NaN, 1e30f, float.NegativeInfinity);
        Sounds.Write(_folder["in.wav"], Rate, damaged, sound);
        foreach (string[] line in Lines("in.wav"))
        {
            (int code, _, string errors) = Command.Run(line);
            Assert.True(code == 0, errors);
            Assert.Contains($"{_folder["in.wav"]}: 3 samples were invalid (not a number, or far above full scale) and were replaced by silence.", errors);
        }
        (sound[100], sound[200], sound[300]) = (0, 0, 0);
        Assert.True(Signals.ErrorDb(Sounds.Read(_folder["convolve.wav"]).Channels[0].Take(Frames).ToArray(), sound) < -120);
    }

    [Fact]
    public void SoundThatIsMostlyInvalid_IsRefused_ByEveryVerb()
    {
        Sounds.Write(_folder["in.wav"], Rate, new float[Frames], [.. Signals.Noise(Frames, 1).Select(sample => 1e20f * sample)]);
        foreach (string[] line in Lines("in.wav")) Assert.Contains("samples that are no silence are invalid", Command.Fail(1, line));
        Assert.Equal(["in.wav", "same.wav"], _folder.Names);
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.01)]
    [Trait(Traits.Needs, Traits.Program)]
    public void WholeNumbersCalledFloatingPoint_AreRefused_AndTheCureReadsThem(double peak)
    {
        RecordedData.RequireProgram("ffmpeg");
        int[] wanted = [.. Enumerable.Range(0, Frames).Select(n => (int)(peak * int.MaxValue * Math.Sin(0.05 * n)))];
        Sounds.Write(_folder["in.wav"], Rate, new float[Frames]);
        byte[] file = File.ReadAllBytes(_folder["in.wav"]);
        Buffer.BlockCopy(wanted, 0, file, file.Length - 4 * Frames, 4 * Frames);
        File.WriteAllBytes(_folder["in.wav"], file);
        string sentence = Command.Fail(1, "upmix", _folder["in.wav"], _folder["out.wav"]);
        using (Process shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", FfmpegLine().Match(sentence).Value.Replace("ffmpeg", "ffmpeg -v error", StringComparison.Ordinal).Replace("FILE", "in.wav", StringComparison.Ordinal)]) { WorkingDirectory = _folder["."] })!) shell.WaitForExit();
        Assert.Equal(wanted.Select(value => value / 2147483648f), Sounds.Read(_folder["OUT.wav"]).Channels[0]);
    }

    [Theory]
    [InlineData(float.NaN, "is no number")]
    [InlineData(float.PositiveInfinity, "is no number")]
    [InlineData(2e10f, "is beyond 200 dB")]
    public void AFilterThatIsNone_IsRefused_WithItsTap(float tap, string fault)
    {
        Sounds.Write(_folder["in.wav"], Rate, Signals.Noise(Frames, 1), Signals.Noise(Frames, 2));
        Sounds.Write(_folder["fir.wav"], Rate, [1, 0], [0, 0], [0, tap], [1, 0]);
        Assert.Contains($"fir.wav: tap 1 of channel 3 {fault}, which no filter has", Command.Fail(1, "convolve", _folder["in.wav"], _folder["fir.wav"], _folder["out.wav"], "--outputs", "2"));
    }

    string[][] Lines(string input) =>
    [
        ["convolve", "-q", _folder[input], _folder["same.wav"], _folder["convolve.wav"], "--outputs", "2"],
        ["headphones", "-q", _folder[input], _folder["headphones.wav"]],
        ["upmix", "-q", _folder[input], _folder["upmix.wav"]],
        ["render", "-q", _folder[input], _folder["render.wav"], "--device", "phone"],
    ];

    [GeneratedRegex(@"ffmpeg .* OUT\.wav")]
    private static partial Regex FfmpegLine();
}
