using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Engine.Limiting;

/// <summary>Inputs whose gains are tied: the sides of a pair, so that no image moves; the centre and the bass effects each by themselves.</summary>
sealed class InputGroups
{
    const float CentreWeight = 4; // the voice gives way last

    readonly int[] _groups;

    InputGroups(int[] groups, float[] weights)
    {
        (_groups, Weights) = (groups, weights);
    }

    /// <summary>Number of groups.</summary>
    public int Count => Weights.Count;

    /// <summary>What a reduction of each group costs.</summary>
    public IReadOnlyList<float> Weights { get; }

    /// <summary>Groups the inputs of a plan.</summary>
    public static InputGroups Of(IReadOnlyList<string> inputs)
    {
        List<string> names = [];
        int[] groups = new int[inputs.Count];
        for (int i = 0; i < groups.Length; i++)
        {
            string name = GroupName(inputs[i]);
            if (!names.Contains(name)) names.Add(name);
            groups[i] = names.IndexOf(name);
        }
        float[] weights = new float[names.Count];
        for (int g = 0; g < weights.Length; g++) weights[g] = names[g] == ChannelNames.Centre ? CentreWeight : 1;
        return new(groups, weights);
    }

    /// <summary>The filters of a plan with an output for every group and driver: group 0 to all drivers, then group 1.</summary>
    /// <param name="filters">Inputs x drivers.</param>
    /// <param name="gain">Linear gain of all.</param>
    public FirMatrix Separate(FirMatrix filters, float gain = 1)
    {
        FirMatrix separate = new(filters.Inputs, checked(Count * filters.Outputs), filters.Taps);
        for (int input = 0; input < filters.Inputs; input++)
        {
            for (int driver = 0; driver < filters.Outputs; driver++)
            {
                Span<float> taps = separate[input, _groups[input] * filters.Outputs + driver];
                filters[input, driver].CopyTo(taps);
                SampleMath.Scale(taps, gain);
            }
        }
        return separate;
    }

    /// <summary>All inputs in one group.</summary>
    public static InputGroups Together(int inputs) => new(new int[inputs], [1]);

    static string GroupName(string input) => input switch
    {
        ChannelNames.Left or ChannelNames.Right => "front",
        ChannelNames.LeftSurround or ChannelNames.RightSurround => "surround",
        ChannelNames.LeftBack or ChannelNames.RightBack => "back",
        _ => input,
    };
}
