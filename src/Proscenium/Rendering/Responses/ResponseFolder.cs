using Proscenium.Files;
using Proscenium.Files.Sound;

namespace Proscenium.Rendering.Responses;

/// <summary>Responses in a folder: of each set a WAV and a SOFA file with all sources, and a folder with a WAV of two channels for every source.</summary>
static class ResponseFolder
{
    /// <summary>Writes them, all or none.</summary>
    /// <param name="folder">The folder; responses of an earlier run are replaced, files of others stay.</param>
    /// <param name="scene">Where the responses were made.</param>
    /// <param name="sets">The responses.</param>
    /// <param name="cancel">Ends the work; nothing appears then.</param>
    /// <returns>The names of the files, relative to the folder.</returns>
    /// <exception cref="SoundException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, ListeningScene scene, IReadOnlyList<ResponseSet> sets, CancellationToken cancel = default)
    {
        using AtomicFolder files = Begin(folder, cancel);
        DateTime made = DateTime.UtcNow;
        foreach (ResponseSet set in sets)
        {
            float[][] channels = set.Channels;
            files.WriteSound($"{set.Name}.wav", scene.SampleRate, channels);
            files.WriteBytes($"{set.Name}.sofa", ResponseSofa.Of(set, scene, made).ToArray());
            for (int source = 0; source < set.Sources.Count; source++) files.WriteSound($"{set.Name}/{FileName(set.Sources[source])}.wav", scene.SampleRate, channels[2 * source], channels[2 * source + 1]);
        }
        IReadOnlyList<string> names = files.Names;
        files.Complete();
        return names;
    }

    /// <summary>Refuses, before any work, a folder that cannot hold the files.</summary>
    /// <exception cref="SoundException">It cannot be written, or holds something else.</exception>
    public static void Require(string folder)
    {
        using AtomicFolder files = Begin(folder, default);
        files.Require([.. ListeningScene.SetNames.SelectMany(name => (string[])[$"{name}.wav", $"{name}.sofa"])]);
    }

    static AtomicFolder Begin(string folder, CancellationToken cancel) => new(folder, "impulse responses at the ears", cancel);

    /// <summary>A driver may have any name, a file may not.</summary>
    static string FileName(string source) => string.Concat(source.Select(letter => char.IsControl(letter) || "/\\:*?\"<>|".Contains(letter) ? '_' : letter));
}
