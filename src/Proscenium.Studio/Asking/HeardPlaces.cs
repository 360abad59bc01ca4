using System.Text.Json.Nodes;
using Proscenium.Acoustics;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;
using Proscenium.Plants;
using Proscenium.Studio.State;

namespace Proscenium.Studio.Asking;

/// <summary>Where a model of hearing hears left, centre and right of running plans, for a head in a pose.</summary>
sealed class HeardPlaces
{
    readonly FrequencyGrid _grid;
    readonly TransferMatrix _ears;
    readonly LocalisationTemplate _template;

    HeardPlaces(StudioState state, int sampleRate, Head head, HeadPose pose)
    {
        _grid = FrequencyGrid.ForDesign(sampleRate);
        _ears = Plant.AtEars(state.Device, state.Request.Distance, head, [pose], _grid);
        _template = LocalisationTemplate.Of(head, sampleRate);
    }

    /// <summary>Prepares a listener; null at rates at which nothing is localised.</summary>
    public static HeardPlaces? For(StudioState state, int sampleRate, Head head, HeadPose pose) => LocalisationTemplate.Covers(sampleRate) ? new(state, sampleRate, head, pose) : null;

    /// <summary>The azimuths of a plan, degrees, + = left; without a centre that of both sides together.</summary>
    /// <param name="plan">The plan as it runs.</param>
    /// <param name="inputs">Names of its inputs.</param>
    public JsonObject Of(MeasuredPlan plan, IReadOnlyList<string> inputs)
    {
        EarSpectra left = plan.AtEars(0, _ears, 0), right = plan.AtEars(1, _ears, 0);
        EarSpectra centre = inputs.ToList().IndexOf(ChannelNames.Centre) is var input and >= 0 ? plan.AtEars(input, _ears, 0) : new([.. left.Left.Zip(right.Left, (a, b) => a + b)], [.. left.Right.Zip(right.Right, (a, b) => a + b)]);
        return new() { ["left"] = Azimuth(left), ["centre"] = Azimuth(centre), ["right"] = Azimuth(right) };
    }

    /// <summary>Where the surrounds of a film are meant to be, where they are heard, and where real loudspeakers there are heard; the model knows the front half-plane only.</summary>
    /// <param name="plan">The plan as it runs.</param>
    /// <param name="inputs">Names of its inputs.</param>
    /// <param name="layout">The film's layout.</param>
    /// <param name="free">The head in free field.</param>
    public JsonArray Surrounds(MeasuredPlan plan, IReadOnlyList<string> inputs, ChannelLayout layout, FreeFieldSetup free) => [.. FilmPlaces.Surrounds(layout).Select(place => new JsonObject
    {
        ["name"] = place.Name,
        ["meant"] = place.Degrees,
        ["after"] = Azimuth(plan.AtEars(inputs.ToList().IndexOf(place.Name), _ears, 0)),
        ["real"] = Azimuth(free.TrueLoudspeaker(place.Degrees)),
    })];

    double Azimuth(EarSpectra heard) => Math.Round(Localisation.Of(EarResponses.Of(heard, _grid), _template).AzimuthDegrees, 1);
}
