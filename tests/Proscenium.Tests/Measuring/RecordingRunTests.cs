using Proscenium.Acoustics;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Live.Recording;
using Proscenium.Measuring;
using Proscenium.Measuring.Sweeps;
using Proscenium.Plants;

namespace Proscenium.Tests.Measuring;

/// <summary>Sweeps played to a simulated card, and what its microphones have of it.</summary>
public sealed class RecordingRunTests
{
    const int Rate = 48000;

    static readonly MeasurementSession _session = MeasurementSession.OfDrivers(DeviceFile.Open("laptop"), 0.6, SweepSignal.Usual(Rate, 0.3), 0.1, overlapped: false, -12);
    static readonly SimulatedMeasurement _free = new()
    {
        Session = _session, ClockParts = 0, SignalToNoiseDb = 60,
        Responses = SimulatedMeasurement.FreeField(Plant.AtEars(_session.Device, 0.6, new SphericalHead(), [HeadPose.Seat], FrequencyGrid.ForDesign(Rate))),
    };

    readonly List<string> _said = [];

    [Fact]
    public void ASessionIsRecorded_WithItsLevels_AndBeginsWithTheLoopback()
    {
        RecordedSession recorded = Record(new(_free, 0.5f, 0.5f), Rate, inputs: 3);
        Assert.Equal((0L, 0L, 256), (recorded.Xruns, recorded.AllocatedBytes, recorded.LoopbackFrames)); // a block
        Assert.Empty(recorded.Faults);
        Assert.Equal(2, recorded.Microphones.Length);
        Assert.InRange(SweepRecovery.Of(recorded.Microphones, Rate, _session).StartSeconds, -0.001, 0.004);
        Assert.Collection(_said, _ => { }, line => Assert.Equal("  left ear < in 1", line), _ => { }, _ => { }, line => Assert.StartsWith("bursts heard: the first sweep will reach -", line),
            line => Assert.StartsWith("left: left ear -", line), line => Assert.StartsWith("right: left ear -", line), line => Assert.StartsWith("left once more: left ear -", line));
    }

    [Theory]
    [InlineData(20f, 0.5f, "stopped before the sweeps: left ear from in 1 would be clipped by the sweeps, which would reach +")]
    [InlineData(0f, 0.5f, "stopped before the sweeps: left ear from in 1 hears none of the soft bursts: look whether the microphone")]
    [InlineData(0f, 0f, "left ear from in 1 and right ear from in 2 hear none of the soft bursts: look whether the drivers play and")]
    public void WhatTheBurstsForetell_StopsIt_BeforeAnySweep(float left, float right, string sentence)
    {
        VirtualEars ears = new(_free, left, right);
        Assert.Contains(sentence, Assert.Throws<SoundException>(() => Record(ears, Rate)).Message);
        Assert.InRange(20 * Math.Log10(ears.Loudest), -24.1, -23.9);
    }

    [Fact]
    public void TheLevelForetold_IsThatOfTheSweep()
    {
        float[][] recorded = (_free with { EarlySeconds = 0 }).Recorded();
        SweepSchedule schedule = _session.Schedule;
        foreach (float[] ear in recorded)
        {
            BurstLevel burst = BurstLevel.Of(ear[..schedule.BurstsEnd], schedule);
            double sweep = 20 * Math.Log10(ear[schedule.Starts[0]..schedule.Starts[1]].Max(Math.Abs));
            Assert.InRange(burst.SweepPeakDb, sweep - 1, sweep + 1);
        }
    }

    [Fact]
    public void BlocksThatCameTooLate_AreFaults() =>
        Assert.Contains("came too late while it was recorded", Assert.Single(Record(new(_free, 0.5f, 0.5f), Rate, late: 100).Faults));

    [Fact]
    public void AnotherRate_IsRefused_BeforeAnythingSounds()
    {
        VirtualEars ears = new(_free, 1, 1);
        Assert.Contains("simulated card runs at 44100 Hz and the session's sweeps are at 48000 Hz: write the session for 44100 Hz", Assert.Throws<SoundException>(() => Record(ears, 44100)).Message);
        Assert.Equal(0, ears.Loudest);
    }

    [Fact]
    public void ACardThatIsUnplugged_EndsIt() => Assert.Contains("simulated card is gone", Assert.Throws<SoundException>(() => Record(new(_free, 0.5f, 0.5f), Rate, unplugged: 600)).Message);

    [Fact]
    public void ALoopback_TellsItsLatency_AndWhetherThatChanged()
    {
        SweepSchedule schedule = _session.Schedule;
        float[] copy = [.. new float[300], .. _session.Sound()[0], .. new float[1000]];
        Assert.Equal(new LoopbackCopy(300, 0, true), LoopbackCopy.Of(copy, schedule));
        int between = schedule.Starts[1] + 400;
        Assert.Equal(new LoopbackCopy(300, 32, true), LoopbackCopy.Of([.. copy[..between], .. new float[32], .. copy[between..]], schedule));
        Assert.False(LoopbackCopy.Of(Signals.Noise(copy.Length, 1), schedule).IsThere);
        Assert.False(LoopbackCopy.Of(Array.ConvertAll(copy, sample => 1e-3f * sample), schedule).IsThere);
    }

    RecordedSession Record(VirtualEars ears, int rate, int inputs = 2, int late = 0, int unplugged = 0)
    {
        SimulatedSoundCard card = new(ears, rate, 2, inputs) { LateBlocks = late, UnpluggedAfter = unplugged };
        using RecordingLine line = new(card, new(SimulatedSoundCard.Names[..inputs], ["left", "right"]), 2, inputs > 2 ? 2 : null);
        return new RecordingRun(_session, _session.Sound(), line, _said.Add, _ => { }).Record(TestContext.Current.CancellationToken);
    }
}
