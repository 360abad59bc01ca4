namespace Proscenium.Files.Sound;

/// <summary>What the ending of a name says of the format that will be written, and whether that format keeps channels apart.</summary>
static class OutputFormat
{
    /// <summary>Formats whose channels come back unlabelled and in order; others are labelled as surround, which players mix again, or hold fewer channels.</summary>
    static readonly string[] _apart = [".w64", ".aif", ".aiff", ".aifc", ".au", ".caf"];

    static readonly string[] _films = [".mkv", ".mp4", ".mov", ".avi", ".webm", ".ts", ".m2ts", ".mpg", ".mpeg", ".wmv", ".mxf"];

    /// <summary>True for what is written without ffmpeg.</summary>
    public static bool IsWave(string path) => OutputTarget.IsStandardOutput(path) || Ending(path) is ".wav" or ".wave" or ".rf64" or "";

    /// <summary>What is to be said of a file that looks like a film and has no picture, or null.</summary>
    public static string? NoteOfPicture(string path) => !_films.Contains(Ending(path)) ? null
        : $"{path}: holds the sound alone, no picture: put it beside that of the film (ffmpeg -i FILM -i {path} -map 0:v -map 1:a -c copy OUT{Ending(path)}).";

    /// <summary>Refuses a format that would mix or label channels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="channels">How many there are.</param>
    /// <param name="speakers">As of <see cref="SoundReader.SpeakerMask"/>; 0 for channels on their own.</param>
    /// <exception cref="SoundException">It would.</exception>
    public static void Require(string path, int channels, uint speakers)
    {
        if (channels > 2 && speakers == 0 && !IsWave(path) && !_apart.Contains(Ending(path))) throw Mixing(path, channels);
    }

    /// <summary>The error of a format that does not keep channels apart.</summary>
    public static SoundException Mixing(string path, int channels) =>
        new(new Fault(ErrorCodes.ChannelsMixed, $"{path}: files that end in {Ending(path)} do not keep {channels} channels apart: they mix them, or label them as surround, which players mix again: use .wav, .w64, .aiff, .au or .caf"));

    static string Ending(string path) => Path.GetExtension(path).ToLowerInvariant();
}
