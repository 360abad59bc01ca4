using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Storage;

namespace Proscenium.Export;

/// <summary>Sound files of a plan's filters that several formats share.</summary>
static class MatrixSounds
{
    /// <summary>The file of all paths at a rate.</summary>
    public static string MatrixName(int rate) => $"matrix-{rate}.wav";

    /// <summary>Writes all paths into one file, input-major, and gives its name.</summary>
    public static string WriteMatrix(this WholeFolder folder, RenderPlan plan)
    {
        string name = MatrixName(plan.SampleRate);
        folder.WriteSound(name, plan.SampleRate, [.. Paths(plan.Filters)]);
        return name;
    }

    /// <summary>Every path's taps, input-major.</summary>
    public static IEnumerable<float[]> Paths(FirMatrix filters)
    {
        for (int input = 0; input < filters.Inputs; input++)
            for (int driver = 0; driver < filters.Outputs; driver++) yield return filters[input, driver].ToArray();
    }
}
