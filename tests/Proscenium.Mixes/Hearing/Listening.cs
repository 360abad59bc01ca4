using Proscenium.Files.Measurements;
using Proscenium.Judging.Hearing;

namespace Proscenium.Mixes.Hearing;

/// <summary>The models of hearing on all conditions of the experiment, with the head it was made with.</summary>
sealed record Listening(Condition[] Conditions, HeardSound[] Heard, LocalisationTemplate Template)
{
    /// <summary>Listens to everything.</summary>
    /// <param name="folder">Conditions and answers.</param>
    /// <param name="head">SOFA file of the experiment's head.</param>
    public static Listening To(string folder, string head)
    {
        Condition[] conditions = Condition.All(folder);
        LocalisationTemplate template = LocalisationTemplate.Of(SofaFile.Open(head), conditions[0].Responses.SampleRate);
        return new(conditions, [.. conditions.AsParallel().AsOrdered().Select(condition => HeardSound.Of(condition.Responses, template))], template);
    }

    /// <summary>Mean over some conditions of how far a model is from people, in degrees.</summary>
    /// <param name="model">Where it hears a condition of an index.</param>
    /// <param name="which">Whether a condition counts.</param>
    public double Deviation(Func<int, double> model, Func<Condition, bool> which) => Mean(i => Math.Abs(model(i) - Conditions[i].HumanDegrees), which);

    /// <summary>Mean of a figure over some conditions.</summary>
    /// <param name="figure">Of the condition of an index.</param>
    /// <param name="which">Whether a condition counts.</param>
    public double Mean(Func<int, double> figure, Func<Condition, bool> which) =>
        Enumerable.Range(0, Conditions.Length).Where(i => which(Conditions[i])).Average(figure);
}
