namespace Proscenium.Live.Servers;

/// <summary>Names that ports may have.</summary>
static class PortNames
{
    const int Longest = 64;

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
