using Proscenium.Engine.Dsp;

namespace Proscenium.Engine.Convolution;

/// <summary>Inputs whose spectra are multiplied one after the other.</summary>
/// <param name="First">The first input.</param>
/// <param name="Products">How many inputs there are; every partition's products follow each other.</param>
/// <param name="Step">Spectra from one product to the next.</param>
readonly record struct InputRun(int First, int Products, int Step);

/// <summary>One output, or two that have paths from the same inputs and share what is read of these.</summary>
/// <param name="First">The first output.</param>
/// <param name="Outputs">How many there are, 1 or 2.</param>
/// <param name="Runs">One run over all inputs where every path is there, else one for every input that has a path.</param>
readonly record struct OutputGroup(int First, int Outputs, InputRun[] Runs)
{
    /// <summary>Paths to the outputs of the group.</summary>
    public int ProductsPerAge { get; } = Outputs * CountInputs(Runs);

    /// <summary>Groups the outputs of a matrix.</summary>
    public static OutputGroup[] Of(FirMatrix filters)
    {
        List<OutputGroup> groups = [];
        for (int o = 0; o < filters.Outputs;)
        {
            OutputGroup group = new(o, o + 1 < filters.Outputs && HaveSameInputs(filters, o, o + 1) ? 2 : 1, RunsTo(filters, o));
            groups.Add(group);
            o += group.Outputs;
        }
        return [.. groups];
    }

    static int CountInputs(InputRun[] runs)
    {
        int inputs = 0;
        foreach (InputRun run in runs) inputs += run.Products;
        return inputs;
    }

    static bool HaveSameInputs(FirMatrix filters, int one, int other)
    {
        for (int i = 0; i < filters.Inputs; i++)
            if (filters.IsSilent(i, one) != filters.IsSilent(i, other)) return false;
        return true;
    }

    static InputRun[] RunsTo(FirMatrix filters, int output)
    {
        List<InputRun> runs = [];
        for (int i = 0; i < filters.Inputs; i++)
            if (!filters.IsSilent(i, output)) runs.Add(new(i, 1, filters.Inputs));
        return runs.Count == filters.Inputs ? [new(0, filters.Inputs, 1)] : [.. runs];
    }
}
