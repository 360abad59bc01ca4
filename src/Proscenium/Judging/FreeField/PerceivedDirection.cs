using Proscenium.Judging.Hearing;

namespace Proscenium.Judging.FreeField;

/// <summary>Where an input of a running plan is meant to be heard at the seat, and where a model of hearing hears it.</summary>
/// <param name="Input">Name of the input.</param>
/// <param name="AskedDegrees">The virtual loudspeaker's azimuth, + = left; beyond 90 degrees it is behind.</param>
/// <param name="Heard">In free field. The model knows the front half plane only: what is behind is heard at its mirror image in front.</param>
/// <param name="TrueHeard">The same of a true loudspeaker at the asked place.</param>
sealed record PerceivedDirection(string Input, double AskedDegrees, Localisation Heard, Localisation TrueHeard)
{
    /// <summary>Listens to one input at the seat.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="askedDegrees">Where it is meant to be.</param>
    /// <param name="measured">The plan as it runs, 44.1 to 192 kHz.</param>
    /// <param name="input">Its index.</param>
    /// <param name="setup">Device, head and free field.</param>
    public static PerceivedDirection Of(string name, double askedDegrees, MeasuredPlan measured, int input, FreeFieldSetup setup)
    {
        LocalisationTemplate template = LocalisationTemplate.Of(setup.Head, setup.Grid.SampleRate);
        Localisation Localised(EarSpectra ears) => Localisation.Of(EarResponses.Of(ears, setup.Grid), template);
        return new(name, askedDegrees, Localised(measured.AtEars(input, setup.Ears, 0)), Localised(setup.TrueLoudspeaker(askedDegrees)));
    }
}
