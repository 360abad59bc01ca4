namespace Proscenium.Judging.Hearing;

/// <summary>Where a sound is heard by both models, on both materials.</summary>
/// <param name="Onset">A sound that begins at once, by <see cref="Localisation"/>.</param>
/// <param name="Sustained">One that swells, by the same.</param>
/// <param name="OnsetByConsistency">A sound that begins at once, by <see cref="CueConsistency"/>.</param>
/// <param name="SustainedByConsistency">One that swells, by the same.</param>
readonly record struct HeardSound(Localisation Onset, Localisation Sustained, HeardPlace OnsetByConsistency, HeardPlace SustainedByConsistency)
{
    /// <summary>Asks both models.</summary>
    /// <param name="ears">Impulse responses, as long as each other.</param>
    /// <param name="template">The listener's own head, at the responses' sample rate.</param>
    public static HeardSound Of(EarResponses ears, LocalisationTemplate template) => new(
        Localisation.Of(ears, template), Localisation.Of(ears, template, Material.Sustained),
        CueConsistency.Of(ears, template, Material.Onset), CueConsistency.Of(ears, template, Material.Sustained));
}
