using Proscenium.Judging.Hearing;
using Proscenium.Mixes.Hearing;

namespace Proscenium.Tests.Judging.Hearing;

/// <summary>The models of hearing against people: 176 synthesised sound fields, 9 to 12 listeners each (Wierstorf 2014).</summary>
[Trait(Traits.Needs, Traits.Data)]
[Trait(Traits.Category, Traits.Slow)]
public sealed class ListenersTests
{
    static readonly Lazy<Listening> _listening = new(() => Listening.To(RecordedData.Path("hearing"), RecordedData.Path("hrtf/KEMAR_HRTFs_lfcorr.sofa")));

    [Theory]
    [InlineData(Synthesis.WaveField, 1.4, 1.75)]
    [InlineData(Synthesis.Focused, 3, 2.5)]
    [InlineData(Synthesis.Ambisonics, 2.5, 3.5)]
    public void Both_models_hear_a_sound_that_begins_at_once_where_Wierstorfs_listeners_heard_it(Synthesis synthesis, double first, double second)
    {
        Assert.InRange(Deviation(heard => heard.Onset.AzimuthDegrees, synthesis), 0, first);
        Assert.InRange(Deviation(heard => heard.OnsetByConsistency.AzimuthDegrees, synthesis), 0, second);
    }

    /// <summary>The experiment's noise swells over some ten milliseconds, so that neither material is quite its own.</summary>
    [Theory]
    [InlineData(Synthesis.WaveField, 1.6, 1.75)]
    [InlineData(Synthesis.Focused, 5.2, 3.2)]
    [InlineData(Synthesis.Ambisonics, 3.5, 4)]
    public void Both_models_hear_a_sustained_sound_not_far_from_Wierstorfs_listeners(Synthesis synthesis, double first, double second)
    {
        Assert.InRange(Deviation(heard => heard.Sustained.AzimuthDegrees, synthesis), 0, first);
        Assert.InRange(Deviation(heard => heard.SustainedByConsistency.AzimuthDegrees, synthesis), 0, second);
    }

    /// <summary>The mean of two directions is where nobody may have heard it: such a condition misses by more and counts all the same.</summary>
    [Fact]
    public void With_the_conditions_that_were_heard_in_two_directions_ambisonics_are_heard_within_6_degrees() =>
        Assert.InRange(_listening.Value.Deviation(i => _listening.Value.Heard[i].Onset.AzimuthDegrees, condition => condition.Synthesis == Synthesis.Ambisonics), 0, 6);

    [Fact]
    public void The_model_is_nearer_to_people_than_the_published_one_and_than_what_was_meant()
    {
        Listening all = _listening.Value;
        foreach (Synthesis synthesis in Enum.GetValues<Synthesis>())
        {
            double heard = Deviation(sound => sound.Onset.AzimuthDegrees, synthesis);
            Assert.True(heard < all.Deviation(i => all.Conditions[i].PublishedDegrees, Counts(synthesis)));
            Assert.True(heard < all.Deviation(i => all.Conditions[i].DesiredDegrees, Counts(synthesis)));
        }
    }

    [Theory]
    [InlineData(Synthesis.WaveField)]
    [InlineData(Synthesis.Focused)]
    [InlineData(Synthesis.Ambisonics)]
    public void The_uncertainty_is_the_scatter_of_the_listeners_answers_within_40_percent(Synthesis synthesis)
    {
        Listening all = _listening.Value;
        double answers = all.Mean(i => all.Conditions[i].ScatterDegrees, Counts(synthesis));
        Assert.InRange(all.Mean(i => all.Heard[i].Onset.UncertaintyDegrees, Counts(synthesis)) / answers, 1 / 1.4, 1.4);
        Assert.InRange(all.Mean(i => all.Heard[i].OnsetByConsistency.UncertaintyDegrees, Counts(synthesis)) / answers, 1 / 1.4, 1.4);
    }

    static double Deviation(Func<HeardSound, double> model, Synthesis synthesis) => _listening.Value.Deviation(i => model(_listening.Value.Heard[i]), Counts(synthesis));

    static Func<Condition, bool> Counts(Synthesis synthesis) => condition => condition.Synthesis == synthesis && !condition.HasTwoDirections;
}
