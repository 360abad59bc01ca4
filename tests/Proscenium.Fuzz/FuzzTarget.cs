namespace Proscenium.Fuzz;

/// <summary>Something that reads bytes of strangers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Extension">Of the file that holds an input, with the dot.</param>
/// <param name="MakeSeeds">Makes inputs that are read well, to begin with.</param>
/// <param name="Words">What mutations put in.</param>
/// <param name="Read">Reads an input; it may refuse it with an error of the project's own, and nothing else.</param>
sealed record FuzzTarget(string Name, string Extension, Func<IReadOnlyList<byte[]>> MakeSeeds, IReadOnlyList<string> Words, Action<FuzzInput> Read)
{
    readonly Lazy<IReadOnlyList<byte[]>> _seeds = new(MakeSeeds);

    /// <summary>Inputs that are read well, to begin with.</summary>
    public IReadOnlyList<byte[]> Seeds => _seeds.Value;
}

/// <summary>An input, and a file that holds it.</summary>
/// <param name="Bytes">The input.</param>
/// <param name="Folder">A folder of this run alone.</param>
/// <param name="Extension">Of the file.</param>
readonly record struct FuzzInput(byte[] Bytes, string Folder, string Extension)
{
    /// <summary>The input as a file.</summary>
    public string AsFile(string? name = null)
    {
        string path = Path.Combine(Folder, name ?? "input" + Extension);
        File.WriteAllBytes(path, Bytes);
        return path;
    }
}
