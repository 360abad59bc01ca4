namespace Proscenium.Listening;

/// <summary>Where an input of a running plan is meant to be heard at the seat, and where a model of hearing hears it.</summary>
/// <param name="Input">Name of the input.</param>
/// <param name="AskedDegrees">The virtual loudspeaker's azimuth, + = left; beyond 90 degrees it is behind.</param>
/// <param name="Heard">In free field. The model knows the front half plane only: what is behind is heard at its mirror image in front.</param>
/// <param name="TrueHeard">The same of a true loudspeaker at the asked place.</param>
public sealed record HeardPlace(string Input, double AskedDegrees, Localisation Heard, Localisation TrueHeard)
{
    /// <summary>Listens to one input at the seat.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="askedDegrees">Where it is meant to be.</param>
    /// <param name="rig">The plan as it runs, 44.1 to 192 kHz.</param>
    /// <param name="input">Its index.</param>
    /// <param name="stand">Device, head and free field.</param>
    public static HeardPlace Of(string name, double askedDegrees, EarRig rig, int input, TestStand stand)
    {
        LocalisationTemplate template = LocalisationTemplate.Of(stand.Head, stand.Grid.SampleRate);
        Localisation Localised(EarSpectra ears) => Localisation.Of(EarResponses.Of(ears, stand.Grid), template);
        return new(name, askedDegrees, Localised(new(rig.Point(input, stand.Ears, 0), rig.Point(input, stand.Ears, 1))), Localised(stand.TrueLoudspeaker(askedDegrees)));
    }
}
