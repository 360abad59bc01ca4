using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.Rooms;
using Proscenium.Live.Servers;
using Proscenium.Mathematics;
using Proscenium.Measuring;
using Proscenium.Plants;
using Proscenium.Tests.Cli;
using Proscenium.Tests.Live;

namespace Proscenium.Tests.Measuring;

/// <summary>The real command on real servers; drivers, room, head and microphones are another client.</summary>
[Collection(OnASoundServer.Name)]
public sealed class MeasureRecordTests : IDisposable
{
    const int Rate = 48000, Block = 4096, Seconds = 60; // the machine may be busy

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>3 % distortion, noise 50 dB below the sweeps, a clock 60 ppm off, a room; the responses that went in are the truth.</summary>
    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void SweepRecordRecover_OnJack_GivesTheTrueResponses_AndTheTrueDirectSound()
    {
        MeasurementSession session = Session("0.7", "0.4");
        RoomSetup room = RoomSetup.ForListening(RoomSetup.WithListenerAt(RoomFile.Open("bedroom"), session.DistanceMetres), session.Device, new SphericalHead(), Rate);
        double[][][] truth = SimulatedMeasurement.InRoom(room.At([HeadPose.Seat])[0], 2);
        using JackDaemon jack = new(Rate, Block);
        using JackServer lab = new VirtualEars(new() { Session = session, Responses = truth }, 0.2f, 0.2f).On(jack);
        using LiveRun run = Record(jack, "--input", "lab:.*mic", "--loopback", "lab:copy");
        string summary = run.AwaitItsEnd(seconds: Seconds);
        Assert.Equal("0 bytes", run.Figure("allocated on the audio thread"));
        Assert.Equal($"{Block} samples late, which are taken off the beginning", run.Figure("loopback")); // the server's cycle
        Assert.Contains("bursts heard: the first sweep will reach -", run.Said);
        Assert.Contains($"proscenium measure recover {_folder["recording.wav"]} --session {_folder["session"]} -o plant.sofa", summary);
        Assert.Equal(run.Figure("xruns") == "0", !run.Said.Contains("note:"));
        Assert.Equal((Rate, 2), (Sounds.Read(_folder["recording.wav"]).SampleRate, Sounds.Read(_folder["recording.wav"]).Channels.Length));
        string said = Command.Succeed("measure", "recover", _folder["recording.wav"], "--session", _folder["session"], "-o", _folder["plant.sofa"], "--room-responses", _folder["room.sofa"]);
        Assert.Contains("clock 60.0 ppm faster", said);

        MeasuredPlant whole = PlantFile.Open(_folder["room.sofa"]), direct = PlantFile.Open(_folder["plant.sofa"]);
        DirectPlant wanted = DirectPlant.Of(session.Device, session.DistanceMetres, [HeadPose.Seat], truth, [0, 0], Rate, null);
        double error = Error(whole, truth, session);
        (double decibels, double degrees, double microseconds) = Worst(direct, wanted);
        TestContext.Current.SendDiagnosticMessage(FormattableString.Invariant($"through JACK: responses {error:0.0} dB from the true ones; direct sound above {wanted.Window.LowestHz:0} Hz {decibels:0.00} dB, {degrees:0.0} degrees rms at worst, times within {microseconds:0.0} us; {run.Figure("xruns")} xruns; {run.Said.ReplaceLineEndings(" ")} {summary.ReplaceLineEndings(" ")} {said.ReplaceLineEndings(" ")}"));
        Assert.True(error < -30, $"{error:0.0} dB");
        Assert.InRange(decibels, 0, 0.2);
        Assert.InRange(degrees, 0, 1.2);
        Assert.InRange(microseconds, 0, 2);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void AMutedMicrophone_AnUnpluggedLoopback_AndNoInput_AreNamed_BeforeAnySweep()
    {
        MeasurementSession session = Session("0.5", "0.1");
        using JackDaemon jack = new(Rate, Block);
        VirtualEars ears = new(Free(session), 0.5f, 0);
        using JackServer lab = ears.On(jack);
        (int code, string listed, string refused) = Command.Run("measure", "record", "--session", _folder["session"], "-o", _folder["recording.wav"], "--server", jack.Server);
        Assert.Equal(2, code);
        Assert.Contains("--input lab:left mic\n", listed);
        Assert.Contains("--to    system:playback_1  (device)\n", listed);
        Assert.StartsWith("proscenium: no microphone is recorded unasked", refused);
        Assert.Contains("no port matches 'nowhere' for 2 microphones (left ear, right ear): there are system:capture_1, ", Fail(jack, "--input", "nowhere"));
        Assert.Contains("only 1 port matches 'left mic' for 2 microphones (left ear, right ear)", Fail(jack, "--input", "left mic"));
        Assert.Contains("only 1 port matches 'to left' for 2 drivers (left, right)", Fail(jack, "--input", "lab:.*mic", "--to", "to left"));
        using LiveRun muted = Record(jack, "--input", "lab:.*mic");
        muted.AwaitItsEnd(code: 1, Seconds);
        Assert.Contains("proscenium: stopped before the sweeps: right ear from lab:right mic hears none of the soft bursts: look whether the microphone is plugged in, powered, unmuted and on that input.", muted.Said);
        using LiveRun unplugged = Record(jack, "--ear", "left", "--input", "left mic", "--loopback", "right mic");
        unplugged.AwaitItsEnd(code: 1, Seconds);
        Assert.Contains("stopped before the sweeps: loopback from lab:right mic is unplugged, or not where 'left' is led back to", unplugged.Said);
        Assert.InRange(20 * Math.Log10(ears.Loudest), -24.1, -23.9); // bursts of sweeps at -12 dB
        Assert.Equal(["session"], _folder.Names);
    }

    [Fact]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void TheStopKey_EndsIt_AndNothingIsWritten()
    {
        MeasurementSession session = Session("2", "0.2");
        using JackDaemon jack = new(Rate, Block);
        using JackServer lab = new VirtualEars(Free(session), 0.5f, 0.5f).On(jack);
        using LiveRun run = Record(jack, "--input", "lab:.*mic");
        run.Await("bursts heard");
        run.Type("q");
        Assert.Equal("", run.AwaitItsEnd(code: 1));
        Assert.Contains("proscenium: interrupted: nothing was written.", run.Said);
        Assert.Equal(["session"], _folder.Names);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    [Trait(Traits.Needs, Traits.Linux)]
    public void OnPortAudio_TheBurstsPlay_AndSilenceIsNamed_BeforeAnySweep()
    {
        Session("0.5", "0.1");
        using AlsaDevices devices = new();
        string[] where = ["--session", _folder["session"], "-o", _folder["recording.wav"]];
        (int code, _, string errors) = devices.Run("measure record", [.. where, "--backend", "portaudio", "--input", AlsaDevices.Source, "--to", AlsaDevices.Sink]);
        Assert.True(code == 1, errors);
        Assert.Contains("left ear from music (ALSA), channel 1 and right ear from music (ALSA), channel 2 hear none of the soft bursts: look whether the drivers play and", errors);
        Assert.InRange(20 * Math.Log10(devices.LoudestPlayed), -24.1, -23.9); // bursts of sweeps at -12 dB
        Assert.Contains("; or use PortAudio: --backend portaudio.", devices.Run("measure record", [.. where, "--input", "mic"]).Errors);
        Assert.Contains("'narrow (ALSA)' has 3 channels", devices.Run("measure record", [.. where, "--backend", "portaudio", "--input", AlsaDevices.Narrow, "--loopback", "4"]).Errors.Replace("brings", "has", StringComparison.Ordinal));
        Assert.Equal(["session"], _folder.Names);
    }

    [Theory]
    [InlineData("--backend 'pulse'", "--backend", "pulse")]
    [InlineData("--ear 'both' is no ear", "--ear", "both")]
    [InlineData("--server is JACK's alone", "--backend", "portaudio", "--server", "nobody")]
    [InlineData("--block is PortAudio's alone", "--block", "64")]
    [InlineData("PortAudio records from one device", "--backend", "portaudio", "--input", "one", "--input", "other")]
    [InlineData("the loopback is a channel of the input device, 3 or more, not '2'", "--backend", "portaudio", "--input", "one", "--loopback", "2")]
    [InlineData("is no pattern for ports", "--input", "(")]
    public void WhatCannotBeRecorded_IsRefused(string sentence, params string[] wishes)
    {
        Session("0.5", "0.1");
        Assert.Contains(sentence, Command.Fail(2, ["measure", "record", "--session", _folder["session"], "-o", _folder["recording.wav"], .. wishes]));
        Assert.Equal(["session"], _folder.Names);
    }

    [Fact]
    public void TheSessionsSound_IsNotWrittenOver()
    {
        Session("0.5", "0.1");
        byte[] before = File.ReadAllBytes(_folder["session/sweep.wav"]);
        Assert.Contains("sweep.wav", Command.Fail(1, "measure", "record", "--session", _folder["session"], "-o", _folder["session/sweep.wav"], "--input", "mic"));
        Assert.Equal(before, File.ReadAllBytes(_folder["session/sweep.wav"]));
    }

    MeasurementSession Session(string seconds, string decay)
    {
        Command.Succeed("measure", "sweep", "-q", "--device", "laptop", "--seconds", seconds, "--decay", decay, "-o", _folder["session"]);
        return SessionFile.Read(_folder["session"]);
    }

    static SimulatedMeasurement Free(MeasurementSession session) => new()
    {
        Session = session,
        Responses = SimulatedMeasurement.FreeField(Plant.AtEars(session.Device, session.DistanceMetres, new SphericalHead(), [HeadPose.Seat], FrequencyGrid.ForDesign(Rate))),
    };

    LiveRun Record(JackDaemon jack, params string[] options) =>
        new(["measure", "record"], jack, "rec", ["--session", _folder["session"], "-o", _folder["recording.wav"], "--to", "lab:to", .. options]);

    string Fail(JackDaemon jack, params string[] options) => Command.Fail(1, ["measure", "record", "--session", _folder["session"], "-o", _folder["recording.wav"], "--server", jack.Server, .. options.Contains("--to") ? [] : (string[])["--to", "lab:to"], .. options]);

    /// <summary>Power of the difference to the true responses, after one delay and one gain for all, 200 Hz to 16 kHz, dB.</summary>
    static double Error(MeasuredPlant found, double[][][] truth, MeasurementSession session)
    {
        FrequencyGrid grid = new(Rate, 1 << 16);
        int length = (int)(session.Schedule.DecaySeconds * Rate) - (Rate / 50);
        Complex[][] recovered = [.. Ways.Select(way => Spectra.Of(Array.ConvertAll(found.Responses[way.Driver, way.Ear].ToArray(), sample => (double)sample), grid))], wanted = [.. Ways.Select(way => Spectra.Of(truth[way.Ear][way.Driver].AsSpan(0, Math.Min(length, truth[way.Ear][way.Driver].Length)), grid))];
        double late = PathAlignment.Anywhere(recovered[0], wanted[0], grid).DelaySeconds;
        (int from, int to) = (grid.Bin(200), grid.Bin(16000));
        Complex[] Part(Complex[][] spectra, double seconds) => [.. spectra.SelectMany(way => Enumerable.Range(from, to - from).Select(bin => way[bin] * FrequencyResponse.Turn(grid.Frequency(bin), -seconds)))];
        Complex[] ours = Part(recovered, late), theirs = Part(wanted, 0);
        double gain = ours.Zip(theirs, (a, b) => (a * Complex.Conjugate(b)).Real).Sum() / theirs.Sum(b => b.MagnitudeSquared());
        return 10 * Math.Log10(ours.Zip(theirs, (a, b) => (a - gain * b).MagnitudeSquared()).Sum() / theirs.Sum(b => gain * gain * b.MagnitudeSquared()));
    }

    /// <summary>The largest rms errors of level and phase of a way's direct sound, each octave alike, and of its time, after one delay and one gain for all.</summary>
    static (double Decibels, double Degrees, double Microseconds) Worst(MeasuredPlant found, DirectPlant wanted)
    {
        FrequencyGrid grid = wanted.Grid;
        int[] bins = [.. Enumerable.Range(0, (int)(12 * Math.Log2(16000 / wanted.Window.LowestHz)) + 1).Select(step => grid.Bin(wanted.Window.LowestHz * Math.Pow(2, step / 12.0)))];
        Complex[][] recovered = [.. Ways.Select(way => Spectra.Of(Array.ConvertAll(found.Responses[way.Driver, way.Ear].ToArray(), sample => (double)sample), grid))], given = [.. Ways.Select(way => wanted.Responses[way.Ear][way.Driver])];
        double[] late = [.. recovered.Zip(given, (one, other) => PathAlignment.Anywhere(one, other, grid).DelaySeconds)];
        double gain = Math.Exp(recovered.Zip(given, (one, other) => bins.Average(bin => Math.Log(one[bin].Magnitude / other[bin].Magnitude))).Average());
        Complex[][] ratios = [.. recovered.Select((way, n) => Array.ConvertAll(bins, bin => way[bin] / given[n][bin] / gain * FrequencyResponse.Turn(grid.Frequency(bin), -late[n])))];
        return (ratios.Max(way => Math.Sqrt(way.Average(ratio => Math.Pow(20 * Math.Log10(ratio.Magnitude), 2)))), ratios.Max(way => Math.Sqrt(way.Average(ratio => Math.Pow(ratio.Phase * 180 / Math.PI, 2)))), 1e6 * late.Max(seconds => Math.Abs(seconds - late[0])));
    }

    static (int Ear, int Driver)[] Ways => [(0, 0), (0, 1), (1, 0), (1, 1)];
}
