using Proscenium.Files.Sound;

namespace Proscenium.Mixes;

/// <summary>A stereo mix in memory, and the true centre in it.</summary>
/// <param name="Name">Name of its folder when written.</param>
/// <param name="Left">Left channel.</param>
/// <param name="Right">Right channel, as long.</param>
/// <param name="Centre">What both channels have of the centre, or null where there is none.</param>
public sealed record Mix(string Name, float[] Left, float[] Right, float[]? Centre)
{
    /// <summary>Samples per second of all mixes.</summary>
    public const int SampleRate = 48000;

    /// <summary>A mix of a centre and of what is left and right beside it.</summary>
    public static Mix Of(string name, float[] centre, float[] left, float[] right) => new(name, Sum(centre, left), Sum(centre, right), centre);

    /// <summary>Writes <c>FOLDER/NAME/mix.wav</c>, and <c>centre.wav</c> beside it where there is a centre.</summary>
    internal StemmedMix Write(string folder)
    {
        string own = Directory.CreateDirectory(Path.Combine(folder, Name)).FullName, mix = Path.Combine(own, "mix.wav"), centre = Path.Combine(own, "centre.wav");
        SoundWriter.WriteWhole(mix, SampleRate, Left, Right);
        if (Centre is not null) SoundWriter.WriteWhole(centre, SampleRate, Centre);
        return new(Name, mix, Centre is null ? null : centre);
    }

    /// <summary>Reads all channels of a file.</summary>
    public static float[][] Read(string path) => SoundReader.ReadWhole(path).Channels;

    /// <summary>Sample by sample, as long as the first one.</summary>
    public static float[] Sum(float[] one, float[] other) => [.. one.Select((sample, n) => sample + (n < other.Length ? other[n] : 0))];
}
