using Proscenium.Engine.Dsp;
using Proscenium.Files.Projects;
using Proscenium.Live.Servers;
using Proscenium.Tests.Cli;

namespace Proscenium.Tests.Live;

/// <summary>The real command on PortAudio's devices; the oracle is the offline render.</summary>
[Collection(OnASoundServer.Name)]
public sealed class PortAudioTests : IDisposable
{
    const int Rate = 48000, Drivers = 5, MaxDelay = 8192;

    readonly TemporaryFolder _folder = new();

    public PortAudioTests() => PlanFile.Write(Designs.Echo, Plan);

    string Plan => _folder["plan"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    [Trait(Traits.Needs, Traits.Data)]
    public void ARealMix_FromADeviceToAnother_IsTheOfflineRender_WithNothingAllocated_AndNothingElsePrinted()
    {
        (float[][] mix, _) = Sounds.Read(Directory.GetFiles(RecordedData.Path("mixes"), "mix.flac", SearchOption.AllDirectories).Order().First(file => Sounds.Read(file).SampleRate == Rate));
        float[][] sound = Array.ConvertAll(mix, channel => (float[])[.. new float[Rate / 5], .. channel[..(4 * Rate - Rate / 5)]]); // the beginning is faded in
        using AlsaDevices devices = new(sound);
        (int code, string output, string errors) = devices.Live("--backend", "portaudio", "--plan", Plan, "--input", AlsaDevices.Source, "--output", AlsaDevices.Sink, "--duration", "2");
        Assert.True(code == 0, errors);
        Assert.Contains("0 bytes", output.Split('\n').Single(line => line.Contains("allocated on the audio thread", StringComparison.Ordinal)));
        string said = Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"playing {Plan} on PortAudio, from 'music (ALSA)' to 'loudspeakers (ALSA)': 48000 Hz, blocks of 512, 5 drivers: mid-left", said);

        Sounds.Write(_folder["sound.wav"], Rate, sound);
        Command.Succeed("render", _folder["sound.wav"], _folder["feeds.wav"], "--plan", Plan, "-q");
        float[][] wanted = Array.ConvertAll(Sounds.Read(_folder["feeds.wav"]).Channels, channel => channel[..(4 * Rate)]), played = devices.Played(Drivers, 4 * Rate + MaxDelay);
        int delay = Enumerable.Range(0, MaxDelay).MinBy(shift => Signals.ErrorDb(played[0].AsSpan(2 * Rate + shift, 1024), wanted[0].AsSpan(2 * Rate, 1024)));
        double error = Enumerable.Range(0, Drivers).Max(driver => Signals.ErrorDb(played[driver].AsSpan(delay, 4 * Rate), wanted[driver]));
        TestContext.Current.SendDiagnosticMessage($"PortAudio: {error:0.0} dB over 4 s, {delay} frames later; {output.ReplaceLineEndings(" ")}");
        Assert.True(error < -120, $"{error:0.0} dB at {delay}");
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void Devices_AreListed_WithTheirChannels()
    {
        using AlsaDevices devices = new();
        (int code, string output, string errors) = devices.Live("--backend", "portaudio", "--list");
        Assert.True(code == 0, errors);
        Assert.Equal("", errors);
        Assert.Contains("  0 music (ALSA): 128 in, 128 out, 44100 Hz, latency 9 / 9 ms  (default input and output)\n", output);
        Assert.Contains("narrow (ALSA): 3 in, 3 out", output);
        Assert.Contains("JACK server 'nobody' does not run", devices.Live("--list").Output);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void WithoutAJackServer_TheOtherWayIsNamed_AndMicrophonesStayOff()
    {
        using AlsaDevices devices = new();
        (int code, _, string errors) = devices.Live("--plan", Plan, "--duration", "0.3");
        Assert.Equal(1, code);
        Assert.StartsWith("proscenium: JACK server 'nobody' does not run", errors);
        Assert.EndsWith("; or use PortAudio: name the device that brings the sound by --input ('proscenium live --list').", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains("name one by --input", Command.Fail(2, "live", "--plan", Plan, "--backend", "portaudio"));
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void WithoutAnyDevice_BothKindsSayWhy()
    {
        using AlsaDevices devices = new();
        (int code, _, string errors) = devices.LiveWithoutDevices("--list");
        Assert.Equal(1, code);
        Assert.StartsWith("proscenium: there is neither JACK nor PortAudio to play on: JACK server 'nobody' does not run", errors);
        Assert.Contains("; or PortAudio finds no sound device: plug one in", errors);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("no output device is named 'phones': there are 0 music (ALSA), 1 loudspeakers (ALSA), 2 narrow (ALSA), 3 breaking (ALSA).", "--output", "phones")]
    [InlineData("'ALSA' means more than one input device: there are 0 music (ALSA), 1 loudspeakers", "--input", "ALSA")]
    [InlineData("device 9 is no input: there are 0 music", "--input", "9")]
    [InlineData("'narrow (ALSA)' has 3 channels for 5 (mid-left, mid-right, mid-up, tweeter, woofer): choose another by --output", "--output", "NARR")]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void WhatDoesNotFit_IsOneSentence(string sentence, params string[] wishes)
    {
        using AlsaDevices devices = new();
        (int code, _, string errors) = devices.Live(["--plan", Plan, .. wishes.Contains("--input") ? [] : (string[])["--input", AlsaDevices.Source], .. wishes]);
        Assert.Equal(1, code);
        Assert.StartsWith($"proscenium: {sentence}", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void ADeviceThatBreaks_IsToldOf_AndAwaited()
    {
        using AlsaDevices devices = new();
        (int code, _, string errors) = devices.Live("--plan", Plan, "--input", "music", "--output", "breaking", "--duration", "1");
        Assert.True(code == 0, errors);
        Assert.Contains("PortAudio, from 'music (ALSA)' to 'breaking (ALSA)' is gone: waiting until it is back.", errors);
        Assert.DoesNotContain("ALSA lib", errors);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void ARefusedRate_IsAnsweredWithThoseThatWork()
    {
        using AlsaDevices devices = new();
        using JackDaemon jack = new(Rate);
        (int code, _, string errors) = devices.LiveBeside(jack, "--backend", "portaudio", "--plan", Plan, "--input", "system (JACK", "--output", "system (JACK", "--rate", "44100");
        Assert.Equal(1, code);
        Assert.Contains("44100 Hz is refused: use --rate with 48000.", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        (code, _, errors) = devices.LiveBeside(jack, "--backend", "portaudio", "--plan", Plan, "--input", "music", "--output", "system (JACK");
        Assert.Equal(1, code);
        Assert.Contains("ALSA and JACK Audio Connection Kit cannot run as one: name an input and an output of the same.", errors);
    }

    [Fact]
    public void WishesOfAnotherKind_AreRefused()
    {
        Assert.Contains("leave --server, --from and --to out for PortAudio", Command.Fail(2, "live", "--plan", Plan, "--backend", "portaudio", "--from", "mpv"));
        Assert.Contains("leave --input, --output, --rate and --block out for JACK", Command.Fail(2, "live", "--plan", Plan, "--backend", "jack", "--rate", "44100"));
        Assert.Contains("--block needs a whole number from 16 to 8192", Command.Fail(2, "live", "--plan", Plan, "--block", "4"));
        Assert.Contains("--rate needs a whole number in Hz from 8000 to 192000", Command.Fail(2, "live", "--plan", Plan, "--rate", "96"));
    }

    [Theory]
    [InlineData(LibPortAudio.DeviceUnavailable, "in use by another program, or gone")]
    [InlineData(LibPortAudio.BadCombination, "cannot be opened together")]
    [InlineData(LibPortAudio.InvalidChannelCount, "so many channels are refused")]
    [InlineData(LibPortAudio.UnanticipatedHostError, "the system refuses (no such thing): close")]
    [InlineData(LibPortAudio.InvalidSampleRate, "44100 Hz is refused: use --rate with 48000, 96000.")]
    public void Refusals_AreSentences(int error, string words)
    {
        string sentence = Proscenium.Cli.Text.Cures.Sentence(PortAudioServer.Refusal(error, "these", 44100, [48000, 96000], "no such thing"));
        Assert.StartsWith("these: ", sentence);
        Assert.Contains(words, sentence);
    }

    [Fact]
    public void WithoutTheLibrary_ItSaysWhereToGetIt()
    {
        Assert.Equal(0, LibPortAudio.Load(["libno-such-library.so.2"]));
        Assert.Contains(OperatingSystem.IsWindows() ? "put that DLL" : OperatingSystem.IsMacOS() ? "brew install portaudio" : "apt-get install libportaudio2", LibPortAudio.NotInstalled());
    }

    [Fact]
    public void ChannelsWithoutADriver_AreSilent()
    {
        AudioBuffer feeds = Signals.Noise(2, 64, seed: 1);
        float[] device = new float[64];
        for (int channel = 0; channel < 4; channel++)
        {
            Array.Fill(device, float.NaN);
            PortAudioServer.Play(feeds.Block(), channel, device);
            Assert.Equal(channel < 2 ? feeds.Block()[channel].ToArray() : new float[64], device);
        }
    }
}
