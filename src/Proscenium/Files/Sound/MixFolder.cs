namespace Proscenium.Files.Sound;

/// <summary>A mix and its true centre.</summary>
/// <param name="Name">Name of its folder, or of the file.</param>
/// <param name="Mix">Path of the mix.</param>
/// <param name="Centre">Path of the true centre, or null where there is none.</param>
sealed record StemmedMix(string Name, string Mix, string? Centre);

/// <summary>Finds mixes in a folder, and the true centres that belong to them.</summary>
static class MixFolder
{
    /// <summary>The endings by which sound files are found in a folder.</summary>
    internal static IReadOnlyList<string> SoundEndings { get; } = [".wav", ".w64", ".rf64", ".flac", ".mp3", ".m4a", ".aac", ".mp4", ".ogg", ".oga", ".opus", ".aif", ".aiff", ".aifc", ".caf", ".wma", ".wv", ".ac3", ".eac3", ".mka"];

    /// <summary>
    /// All mixes of a folder by name: <c>FOLDER/NAME/mix.*</c> with the file called <paramref name="against"/> beside them, or, where that
    /// is a folder, every sound file with the file of the same name there, whatever their endings.
    /// </summary>
    /// <exception cref="SoundException">There are no mixes, none of them has a true centre, or one has several.</exception>
    public static IReadOnlyList<StemmedMix> Find(string folder, string against)
    {
        if (Path.IsPathRooted(against) && File.Exists(against)) throw new SoundException(new Fault(ErrorCodes.MixesMissing, $"{against}: is one file, and {folder} a folder of mixes: give the name that it has beside each mix"));
        StemmedMix[] mixes = Directory.Exists(against) ? FilesOfOneName(folder, against) : MixesInFolders(folder, against);
        if (Array.TrueForAll(mixes, mix => mix.Centre is null)) throw new SoundException(new Fault(ErrorCodes.MixesMissing, $"{folder}: none of its {mixes.Length} mixes has a true centre '{against}': name a file beside the mixes, or a folder with files of their names"));
        return mixes;
    }

    static StemmedMix[] MixesInFolders(string folder, string centre)
    {
        StemmedMix[] mixes = [.. from path in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
                                 let mix = SoundCalled("mix", path)
                                 where mix is not null
                                 let stem = Path.Combine(path, centre)
                                 select new StemmedMix(Path.GetFileName(path), mix, File.Exists(stem) ? stem : null)];
        return mixes.Length > 0 ? mixes : throw new SoundException(new Fault(ErrorCodes.MixFoldersMissing, $"{folder}: has no folders with a mix in them (NAME/mix.wav, mix.flac ...)", "name the folder above them, or a folder of true centres"));
    }

    static StemmedMix[] FilesOfOneName(string folder, string centres)
    {
        StemmedMix[] mixes = [.. from path in Directory.EnumerateFiles(folder).Where(IsSound).Order(StringComparer.Ordinal)
                                 let name = Path.GetFileNameWithoutExtension(path)
                                 select new StemmedMix(name, path, SoundCalled(name, centres))];
        return mixes.Length > 0 ? mixes : throw new SoundException(new Fault(ErrorCodes.MixesMissing, $"{folder}: holds no sound files: name a folder of mixes"));
    }

    /// <summary>The one sound file of a name, of any ending.</summary>
    static string? SoundCalled(string name, string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder).Where(path => IsSound(path) && Path.GetFileNameWithoutExtension(path) == name).Order(StringComparer.Ordinal)];
        return files.Length <= 1 ? files.FirstOrDefault() : throw new SoundException(new Fault(ErrorCodes.MixesMissing, $"{folder}: holds {string.Join(" and ", files.Select(Path.GetFileName))}: leave one of them"));
    }

    static bool IsSound(string path) => SoundEndings.Contains(Path.GetExtension(path).ToLowerInvariant());
}
