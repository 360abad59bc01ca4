namespace Proscenium.Engine.Errors;

/// <summary>The name that was meant by a misspelt one.</summary>
static class NearestName
{
    const int ShortestBeginning = 3, LettersAnError = 3;

    /// <summary>The name that begins so, else the one that is or begins so with the fewest errors, one for every three letters at most; null where none is near.</summary>
    public static string? To(string wrong, IEnumerable<string> names)
    {
        string? nearest = null;
        int most = Math.Max(1, (wrong.Length + 1) / LettersAnError);
        foreach (string name in names)
        {
            if (wrong.Length >= ShortestBeginning && name.StartsWith(wrong, StringComparison.OrdinalIgnoreCase)) return name;
            int distance = Math.Min(EditDistance(wrong, name, most), wrong.Length > ShortestBeginning && name.Length > wrong.Length + 1 ? EditDistance(wrong, name[..(wrong.Length + 1)], most) : int.MaxValue);
            if (distance <= most) (nearest, most) = (name, distance - 1);
        }
        return nearest;
    }

    /// <summary>The question whether the nearest name was meant, before what else can be done; empty where none is near.</summary>
    public static string Question(string wrong, IEnumerable<string> names) => To(wrong, names) is { } near ? $"did you mean '{near}'? Else " : "";

    /// <summary>Levenshtein's distance; where the lengths alone are farther apart than may be, a very large one.</summary>
    static int EditDistance(string a, string b, int most)
    {
        if (Math.Abs(a.Length - b.Length) > most) return int.MaxValue;
        int[] row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++) row[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            (int diagonal, row[0]) = (row[0], i);
            for (int j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1)));
        }
        return row[^1];
    }
}
