namespace Proscenium.Files.Sound;

/// <summary>Sound among the files of a folder that appear all together.</summary>
static class SoundInFolder
{
    /// <summary>Writes a WAV file of 32-bit floats.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">Relative to the folder.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="channels">Of one length.</param>
    public static void WriteSound(this AtomicFolder folder, string name, int sampleRate, params float[][] channels)
    {
        string path = folder.Partial(name);
        folder.InSentences(() => SoundWriter.WriteWhole(path, sampleRate, channels));
    }
}
