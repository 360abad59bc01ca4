namespace Proscenium.Engine.Plan;

/// <summary>The names that a plan's inputs may have, in the order in which plans list them.</summary>
static class ChannelNames
{
    /// <summary>The front pair's left channel.</summary>
    public const string Left = "left";

    /// <summary>The front pair's right channel.</summary>
    public const string Right = "right";

    /// <summary>The dialogue.</summary>
    public const string Centre = "centre";

    /// <summary>Low-frequency effects, which play 10 dB above the other channels.</summary>
    public const string Lfe = "lfe";

    /// <summary>The surround to the left.</summary>
    public const string LeftSurround = "leftSurround";

    /// <summary>The surround to the right.</summary>
    public const string RightSurround = "rightSurround";

    /// <summary>The surround behind to the left.</summary>
    public const string LeftBack = "leftBack";

    /// <summary>The surround behind to the right.</summary>
    public const string RightBack = "rightBack";

    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<string> All { get; } = [Left, Right, Centre, Lfe, LeftSurround, RightSurround, LeftBack, RightBack];

    /// <summary>True where a list begins with left, right and centre, as an upmix gives them.</summary>
    internal static bool BeginWithTheFront(IReadOnlyList<string> inputs) => inputs.Count >= 3 && inputs[0] == Left && inputs[1] == Right && inputs[2] == Centre;

    /// <summary>True where names are known ones and none comes twice.</summary>
    internal static bool AreInputs(List<string> inputs) => inputs.TrueForAll(name => Known(name) && inputs.IndexOf(name) == inputs.LastIndexOf(name));

    static bool Known(string name)
    {
        foreach (string known in All)
            if (known == name) return true;
        return false;
    }
}
