namespace Proscenium.Live.Servers;

/// <summary>Names that ports may have.</summary>
static class PortNames
{
    const int Longest = 64;

    /// <summary>Names of inputs and outputs, which share one set: a driver that is named as a channel is becomes its output.</summary>
    public static (IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs) Of(SoundPorts ports)
    {
        IReadOnlyList<string> inputs = Of(ports.Inputs);
        string[] outputs = [.. ports.Outputs.Select(name => inputs.Contains(name) ? $"{name} out" : name)];
        IReadOnlyList<string> all = Of([.. inputs, .. outputs]);
        return (inputs, [.. all.Skip(inputs.Count)]);
    }

    /// <summary>Each name without what servers take amiss, and each one once.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> names)
    {
        List<string> unique = [];
        foreach (string name in names)
        {
            string plain = string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || "-_. ".Contains(letter) ? letter : '_')).Trim();
            if (plain.Length == 0) plain = "port";
            if (plain.Length > Longest) plain = plain[..Longest];
            string free = plain;
            for (int n = 2; unique.Contains(free); n++) free = $"{plain}_{n}";
            unique.Add(free);
        }
        return unique;
    }
}
