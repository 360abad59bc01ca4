namespace Proscenium.Plugin;

/// <summary>The description of the plug-ins, one per number of drivers, that all formats share.</summary>
static class PluginDescription
{
    public const string Maker = "The Proscenium authors", Licence = "MIT";

    /// <summary>Names of the controls.</summary>
    public const string Gain = "Gain", FollowHead = "Follow the head", HeadLeft = "Head to the left", HeadForward = "Head forward";

    /// <summary>Prefix of every line in a host's log.</summary>
    public const string LogPrefix = "proscenium: ";

    /// <summary>Numbers of outputs, in the order in which hosts list the plug-ins.</summary>
    public static ReadOnlySpan<int> Outputs => [2, 3, 4, 5, 6, 7, 8, 10, 12, 16];

    /// <summary>The name for people.</summary>
    public static string Name(int outputs) => $"Proscenium, {outputs} drivers";

    /// <summary>The name of an audio port: the two inputs, then the outputs.</summary>
    public static string PortName(int port) => port switch
    {
        0 => "Left",
        1 => "Right",
        _ => $"Driver {port - 1}",
    };
}
