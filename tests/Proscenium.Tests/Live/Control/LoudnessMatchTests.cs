using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Judging.Levels;
using Proscenium.Judging.Rooms;
using Proscenium.Live.Control;
using Proscenium.Plants;
using Proscenium.Rendering;
using Proscenium.Tests.Film;

namespace Proscenium.Tests.Live.Control;

public class LoudnessMatchTests
{
    const int BlockFrames = 1024, Rate = 48000;

    static readonly RenderPlan _plan = Designs.Echo.Plan, _untreated = Designs.Echo.UntreatedDownmix;

    public static TheoryData<string, string> RealMixes => new()
    {
        { "mixes/d1_opera_guitar_tabla/mix.flac", "echo-studio" }, { "mixes/d2_speech_over_music/mix.flac", "echo-studio" },
        { "mixes/d3_rock_doubled_guitars/mix.flac", "echo-studio" }, { "mixes/d4_film_dialogue_fx/mix.flac", "echo-studio" },
        { "mixes/d5_no_centre/mix.flac", "echo-studio" }, { "mixes/d6_panned_positions/mix.flac", "echo-studio" },
        { "real_stereo/r1_feelings_sectoid.flac", "echo-studio" }, { "real_stereo/r2_metal_madness_sectoid.flac", "echo-studio" },
        { "real_stereo/r3_coherence_singularity.flac", "echo-studio" }, { "real_stereo/r1_feelings_sectoid.flac", "laptop" },
        { "mixes/d5_no_centre/mix.flac", "laptop" },
    };

    [Theory]
    [MemberData(nameof(RealMixes))]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Data)]
    public void After20Seconds_TheMatch_IsThatOf_RenderBypass(string mix, string device)
    {
        string path = RecordedData.Path(mix);
        using PreparedFile stage = new FileRendering { Input = path, Device = device }.Open(TestContext.Current.CancellationToken);
        FirMatrix ears = stage.Monitor(new SphericalHead());
        double rendered = stage.LoudnessDifference(ears, -stage.Design.Plan.HeadroomDb, cancel: TestContext.Current.CancellationToken);
        using LoudnessMatch match = new(stage.Design.Plan, stage.Untreated, ears);
        double estimate = match.GainDb;
        Play(match, Sounds.Read(path).Channels, seconds: 20);
        TestContext.Current.TestOutputHelper?.WriteLine($"{mix} on {device}: {rendered:0.00} dB by render --bypass, {match.GainDb:0.00} dB after 20 s, {estimate:0.00} dB estimated from noise");
        Assert.Equal(rendered, match.GainDb, 0.3);
        Assert.InRange(match.MeasuredSeconds, 5, 20);
        Assert.Equal(rendered, estimate, 3.5); // programmes differ by that much
    }

    [Theory]
    [InlineData("mixes/d3_rock_doubled_guitars/mix.flac")]
    [InlineData("real_stereo/r3_coherence_singularity.flac")]
    [Trait(Traits.Category, Traits.Slow)]
    [Trait(Traits.Needs, Traits.Data)]
    public void ARealSwitch_BetweenRealPlans_KeepsTheLoudnessAtTheEars(string mix)
    {
        float[][] sound = Sounds.Read(RecordedData.Path(mix)).Channels;
        FirMatrix ears = Ears;
        using LoudnessMatch match = new(_plan, _untreated, ears);
        Play(match, sound, seconds: 20);
        double gain = Math.Pow(10, -_plan.HeadroomDb / 20);
        BypassSwitch plans = new(new(_plan, BlockFrames, gain), new(_untreated, BlockFrames, gain), BlockFrames, Rate / 20) { UntreatedGain = (float)Math.Pow(10, match.GainDb / 20) };
        double treated = Heard(plans, ears, sound);
        plans.Bypassed = true;
        double untreated = Heard(plans, ears, sound);
        plans.UntreatedGain = (float)Math.Pow(10, (match.GainDb + 3) / 20);
        double unmatched = Heard(plans, ears, sound);
        TestContext.Current.TestOutputHelper?.WriteLine($"{mix}: plan {treated:0.00} LUFS, untreated {untreated:0.00} LUFS, 3 dB beside the match {unmatched:0.00} LUFS");
        Assert.Equal(treated, untreated, 0.3);
        Assert.NotEqual(treated, unmatched, 2.0);
    }

    [Fact]
    public void WhatIsPlayed_DecidesTheMatch_AndAnotherPlanStartsAnew()
    {
        using LoudnessMatch match = KnownMatch();
        Assert.InRange(match.GainDb, -6, 0);
        Assert.Equal(0, match.MeasuredSeconds);
        Play(match, LeftAlone, seconds: 8);
        Assert.Equal(-6, match.GainDb, 0.01);
        Assert.Equal(8, match.MeasuredSeconds, 0.5);
        match.Begin(new LoudnessDifference(Plain(2, 2), Plain(1, 1), ears: null));
        Assert.Equal((6.02, 0), (Math.Round(match.GainDb, 2), match.MeasuredSeconds));
    }

    [Fact]
    public void UntilFiveSecondsWereHeard_TheEstimateHolds_AndSilenceDoesNotCount()
    {
        using LoudnessMatch match = KnownMatch();
        double estimate = match.GainDb;
        Play(match, LeftAlone, seconds: 4.5);
        Play(match, [new float[Rate], new float[Rate]], seconds: 10);
        Assert.Equal((estimate, 0), (match.GainDb, match.MeasuredSeconds));
        Play(match, LeftAlone, seconds: 1.5);
        Assert.Equal(-6, match.GainDb, 0.01);
        Assert.True(match.MeasuredSeconds >= 5);
    }

    [Fact]
    public void TheGain_IsHeld_WhileTheTwinIsHeard_AndWhileATestRuns()
    {
        using LoudnessMatch match = KnownMatch();
        double before = match.GainDb;
        match.UntreatedHeard = true;
        Play(match, LeftAlone, seconds: 6);
        Assert.Equal(before, match.GainDb);
        match.TestRuns = true;
        match.UntreatedHeard = false;
        match.UntreatedHeard = true;
        Assert.Equal(before, match.GainDb);
        (match.UntreatedHeard, match.TestRuns) = (false, false);
        Assert.Equal(-6, match.GainDb, 0.01);
    }

    [Theory]
    [Trait(Traits.Category, Traits.Slow)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void TheLastMinutes_CountMoreThanWhatWasBefore(float planLeft, float untreatedLeft)
    {
        using LoudnessMatch match = new(Plain(planLeft, 1), Plain(untreatedLeft, 1), ears: null);
        double left = 20 * Math.Log10(planLeft / untreatedLeft);
        Play(match, LeftAlone, seconds: 150);
        Assert.Equal(left, match.GainDb, 0.01);
        Assert.InRange(match.MeasuredSeconds, 60, 121);
        Play(match, [new float[Rate], Signals.Noise(Rate, 2)], seconds: 150);
        Assert.InRange(Math.Abs(match.GainDb), 0, 2); // over the whole time it would be 4
    }

    [Fact]
    public void ASilentTwin_HasNoMatch()
    {
        using LoudnessMatch match = new(Plain(1, 1), Plain(0, 0), ears: null);
        Play(match, LeftAlone, seconds: 6);
        Assert.Equal((0, 0), (match.GainDb, match.MeasuredSeconds));
    }

    [Fact]
    public void Measuring_AllocatesNotOneByte()
    {
        using LoudnessMatch match = new(_plan, _untreated, Ears);
        AudioBuffer block = Signals.Noise(2, 4096, 1);
        for (int turn = 0; turn < 80; turn++) Step();
        Assert.True(match.MeasuredSeconds >= 5);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int turn = 0; turn < 20; turn++) Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Step()
        {
            match.Tap.Write(block.Block());
            while (match.Measure() > 0) { }
        }
    }

    [Fact]
    public void InTheBackground_ItListens_AndEnds()
    {
        LoudnessMatch match = new(_plan, _untreated, Ears);
        match.Start();
        AudioBuffer block = Signals.Noise(2, Rate, 1);
        long end = Environment.TickCount64 + 20000;
        while (match.MeasuredSeconds == 0 && Environment.TickCount64 < end)
        {
            match.Tap.Write(block.Block());
            Thread.Sleep(20);
        }
        Assert.True(match.MeasuredSeconds > 0);
        match.Dispose();
        match.Dispose();
    }

    [Fact]
    public void AFilm_IsMatchedToo()
    {
        SpatialDesign film = FilmDesigns.Echo51;
        using LoudnessMatch match = new(film.Plan, film.UntreatedDownmix, Ears);
        Assert.InRange(match.GainDb, -12, 6);
    }

    /// <summary>A plan that plays plain, and a twin whose left is 6 dB louder: the match is -6 dB of what is left, 0 dB of what is right.</summary>
    static LoudnessMatch KnownMatch() => new(Plain(1, 1), Plain((float)Math.Pow(10, 6 / 20.0), 1), ears: null);

    static RenderPlan Plain(float left, float right)
    {
        FirMatrix filters = new(2, 2, 1);
        (filters[0, 0][0], filters[1, 1][0]) = (left, right);
        return new() { SampleRate = Rate, Inputs = ["left", "right"], Drivers = ["left ear", "right ear"], Filters = filters, InputDelaySamples = [0, 0], FilterLatencySamples = 0, HeadroomDb = 6.1 };
    }

    static float[][] LeftAlone => [Signals.Noise(Rate, 1), new float[Rate]];

    static FirMatrix Ears => MonitorFilters.Of(
        Plant.AtEars(Designs.EchoStudio, Designs.Echo.Request.Distance, new SphericalHead(), [HeadPose.Seat], FrequencyGrid.ForDesign(Rate)), Designs.Echo.Request.Distance);

    static double Heard(BypassSwitch plans, FirMatrix filters, float[][] sound)
    {
        PartitionedConvolver ears = new(filters, BlockFrames);
        Loudness meter = new(Rate, 2);
        AudioBuffer block = new(2, BlockFrames), drivers = new(_plan.Drivers.Count, BlockFrames), heard = new(2, BlockFrames);
        for (int start = -Rate; start < sound[0].Length; start += BlockFrames) // from a second before the end, so that no fade is measured
        {
            Fill(block, sound, start + sound[0].Length);
            plans.Process(block.Block(), drivers.Block());
            ears.Process(drivers.Block(), heard.Block());
            if (start >= 0) meter.Add(heard.Block());
        }
        return meter.IntegratedLufs;
    }

    static void Play(LoudnessMatch match, float[][] sound, double seconds)
    {
        AudioBuffer block = new(2, BlockFrames);
        for (int start = 0; start < seconds * Rate; start += BlockFrames)
        {
            Fill(block, sound, start);
            match.Tap.Write(block.Block());
            while (match.Measure() > 0) { }
        }
    }

    static void Fill(AudioBuffer block, float[][] sound, int start)
    {
        for (int channel = 0; channel < sound.Length; channel++)
            for (int n = 0; n < BlockFrames; n++) block.Block()[channel][n] = sound[channel][(start + n) % sound[channel].Length];
    }
}
