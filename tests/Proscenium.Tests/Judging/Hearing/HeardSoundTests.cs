using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Files.Measurements;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;

namespace Proscenium.Tests.Judging.Hearing;

/// <summary>Both models on sounds whose place is known, and what they are made of.</summary>
public sealed class HeardSoundTests
{
    static readonly FrequencyGrid _grid = new(48000, 4096);
    static readonly SphericalHead _sphere = new();

    [Fact]
    public void A_sphere_hears_true_sources_where_they_are_by_both_models_on_both_materials() => HearsTrueSources(_sphere);

    [Theory]
    [InlineData("hrtf/KEMAR_HRTFs_lfcorr.sofa")]
    [InlineData("hrtf/MIT_KEMAR_normal_pinna.sofa")]
    [InlineData("hrtf/LISTEN_1002_IRC_1002_C_HRIR.sofa")]
    [Trait(Traits.Needs, Traits.Data)]
    public void A_measured_head_hears_true_sources_where_they_are_by_both_models_on_both_materials(string head) => HearsTrueSources(SofaFile.Open(RecordedData.Path(head)));

    static void HearsTrueSources(Head head)
    {
        foreach (double azimuth in (double[])[0, 1, -11, 29, -31, 61, -74])
        {
            HeardSound heard = Hear(head, True(head, azimuth));
            Assert.Equal(azimuth, heard.Onset.AzimuthDegrees, 1.0);
            Assert.Equal(azimuth, heard.Sustained.AzimuthDegrees, 1.0);
            Assert.Equal(azimuth, heard.OnsetByConsistency.AzimuthDegrees, 2.5);
            Assert.Equal(azimuth, heard.SustainedByConsistency.AzimuthDegrees, 2.5);
            Assert.InRange(heard.Onset.UncertaintyDegrees, Uncertainty.LeastDegrees, 4);
            Assert.InRange(heard.OnsetByConsistency.UncertaintyDegrees, Uncertainty.LeastDegrees, 5.5);
        }
    }

    /// <summary>De Sena and others 2020: inconsistent differences are less certain.</summary>
    [Fact]
    public void Levels_of_one_place_with_times_of_another_are_heard_less_certainly_by_both_models()
    {
        EarSpectra there = True(_sphere, 40), opposite = True(_sphere, -40);
        EarSpectra torn = new(Exchanged(there.Left, opposite.Left), Exchanged(there.Right, opposite.Right));
        HeardSound consistent = Hear(_sphere, there), inconsistent = Hear(_sphere, torn);
        Assert.True(inconsistent.Onset.UncertaintyDegrees > 1.5 * consistent.Onset.UncertaintyDegrees, $"{inconsistent}");
        Assert.True(inconsistent.OnsetByConsistency.UncertaintyDegrees > 1.25 * consistent.OnsetByConsistency.UncertaintyDegrees, $"{inconsistent}");

        static Complex[] Exchanged(Complex[] phases, Complex[] magnitudes) => [.. phases.Zip(magnitudes, (phase, magnitude) => Complex.FromPolarCoordinates(magnitude.Magnitude, phase.Phase))];
    }

    [Fact]
    public void The_second_model_hears_the_mirror_image_on_the_other_side()
    {
        EarSpectra ears = True(_sphere, 37);
        HeardPlace heard = Hear(_sphere, ears).OnsetByConsistency, mirrored = Hear(_sphere, new(ears.Right, ears.Left)).OnsetByConsistency;
        Assert.Equal(-heard.AzimuthDegrees, mirrored.AzimuthDegrees, 1e-6);
        Assert.Equal(heard.UncertaintyDegrees, mirrored.UncertaintyDegrees, 1e-6);
    }

    [Fact]
    public void The_second_model_hears_silence_in_front_with_no_certainty_and_a_lonely_ear_on_its_side()
    {
        double[] silence = new double[4800], impulse = new double[4800];
        impulse[300] = 1;
        LocalisationTemplate template = LocalisationTemplate.Of(_sphere, 48000);
        HeardPlace nothing = CueConsistency.Of(new(silence, silence, 48000), template, Material.Onset);
        Assert.Equal(0, nothing.AzimuthDegrees, 1e-9);
        Assert.True(nothing.UncertaintyDegrees > 7);
        Assert.InRange(CueConsistency.Of(new(impulse, silence, 48000), template, Material.Onset).AzimuthDegrees, 30, 90);
        Assert.InRange(CueConsistency.Of(new(silence, impulse, 48000), template, Material.Onset).AzimuthDegrees, -90, -30);
    }

    /// <summary>A train of echoes from the right, together 5 dB louder than the source on the left.</summary>
    [Fact]
    public void Late_echoes_draw_a_sustained_sound_to_their_side_and_hardly_one_that_begins_at_once()
    {
        EarSpectra source = True(_sphere, 40), echo = True(_sphere, -40);
        EarResponses ears = EarResponses.Of(source, _grid), late = EarResponses.Of(echo, _grid);
        (double[] left, double[] right) = (new double[9600], new double[9600]);
        for (int n = 0; n < ears.Left.Length; n++) (left[n], right[n]) = (ears.Left[n], ears.Right[n]);
        for (int k = 0; k < 30; k++)
            for (int n = 0; n < 600; n++) (left[1440 + 240 * k + n], right[1440 + 240 * k + n]) = (left[1440 + 240 * k + n] + 0.325 * late.Left[n], right[1440 + 240 * k + n] + 0.325 * late.Right[n]);
        HeardSound heard = HeardSound.Of(new(left, right, 48000), LocalisationTemplate.Of(_sphere, 48000));
        Assert.Equal(40, heard.Onset.AzimuthDegrees, 1.0);
        Assert.Equal(40, heard.OnsetByConsistency.AzimuthDegrees, 2.5);
        Assert.InRange(heard.Sustained.AzimuthDegrees, -10, 35);
        Assert.InRange(heard.SustainedByConsistency.AzimuthDegrees, -10, 35);
    }

    [Fact]
    public void Energy_counts_10_dB_less_every_5_ms_for_a_sound_that_begins_at_once_and_10_dB_less_at_most_for_a_sustained_one()
    {
        double[] onset = FirstWavefront.Weights(0.01, 48000, Material.Onset, 48000), sustained = FirstWavefront.Weights(0.01, 48000, Material.Sustained, 48000);
        Assert.Equal(1920, onset.Length); // 60 dB
        Assert.Equal(1, onset[480], 1e-12);
        Assert.Equal(0.1, onset[720], 1e-12);
        Assert.Equal(0.01, onset[960], 1e-12);
        Assert.Equal(48000, sustained.Length);
        Assert.Equal(onset[..720], sustained[..720]);
        Assert.All(sustained[720..], weight => Assert.Equal(0.1, weight, 1e-12));
    }

    [Fact]
    public void The_mean_of_the_middle_half_leaves_a_quarter_of_the_weight_out_on_either_side()
    {
        Assert.Equal(15, MiddleHalf.Mean([(100, 1), (0, 1), (20, 1), (10, 1)]), 1e-12);
        Assert.Equal(10, MiddleHalf.Mean([(0, 2), (10, 6)]), 1e-12);
        Assert.Equal(5, MiddleHalf.Mean([(0, 3), (10, 3)]), 1e-12);
        Assert.Equal(3, MiddleHalf.Mean([(3, 0.2)]), 1e-12);
    }

    static HeardSound Hear(Head head, EarSpectra ears) => HeardSound.Of(EarResponses.Of(ears, _grid), LocalisationTemplate.Of(head, _grid.SampleRate));

    static EarSpectra True(Head head, double azimuth) => new FreeFieldSetup(Designs.EchoStudio, 2, head, _grid).TrueLoudspeaker(azimuth);
}
