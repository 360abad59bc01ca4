using Proscenium.Acoustics;
using Proscenium.Cli.Commands;
using Proscenium.Engine.Dsp;
using Proscenium.Live.Control;

namespace Proscenium.Tests.Live.Control;

public class LoudnessMatchTests
{
    const int BlockFrames = 1024;

    public static TheoryData<string> RealMixes => [.. Mixes];

    static string[] Mixes =>
    [
        "mixes/d1_opera_guitar_tabla/mix.flac", "mixes/d2_speech_over_music/mix.flac", "mixes/d3_rock_doubled_guitars/mix.flac",
        "mixes/d4_film_dialogue_fx/mix.flac", "mixes/d5_no_centre/mix.flac", "mixes/d6_panned_positions/mix.flac",
        "real_stereo/r1_feelings_sectoid.flac", "real_stereo/r2_metal_madness_sectoid.flac", "real_stereo/r3_coherence_singularity.flac",
    ];

    [Theory]
    [MemberData(nameof(RealMixes))]
    public void After20Seconds_TheMatch_IsThatOf_RenderBypass(string mix)
    {
        string path = RecordedData.Path(mix);
        using Stage stage = Stage.Open(path, null, "echo-studio", quiet: true);
        FirMatrix ears = stage.Monitor(new SphericalHead());
        double rendered = stage.LoudnessLead(ears, -stage.Design.Plan.HeadroomDb);
        using LoudnessMatch match = new(stage.Design.Plan, stage.Untreated, ears);
        double estimate = match.GainDb;
        Play(match, path, seconds: 20);
        TestContext.Current.TestOutputHelper?.WriteLine($"{mix}: {rendered:0.00} dB by render --bypass, {match.GainDb:0.00} dB after 20 s, {estimate:0.00} dB estimated from noise");
        Assert.Equal(rendered, match.GainDb, 0.3);
        Assert.InRange(match.MeasuredSeconds, 5, 20);
        Assert.Equal(rendered, estimate, 3.0);
    }

    static void Play(LoudnessMatch match, string path, double seconds)
    {
        (float[][] sound, int rate) = Sounds.Read(path);
        AudioBuffer block = new(2, BlockFrames);
        for (int start = 0; start < seconds * rate; start += BlockFrames)
        {
            for (int n = 0; n < BlockFrames; n++)
                for (int channel = 0; channel < 2; channel++) block.Block()[channel][n] = sound[channel][(start + n) % sound[channel].Length];
            match.Tap.Write(block.Block());
            while (match.Measure() > 0) { }
        }
    }
}
