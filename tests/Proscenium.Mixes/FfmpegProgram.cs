using System.Diagnostics;
using Proscenium.Judging.Upmix;

namespace Proscenium.Mixes;

/// <summary>ffmpeg as a codec, and as a peer.</summary>
public static class FfmpegProgram
{
    /// <summary>SI-SDR in dB of the centre that ffmpeg's <c>surround</c> makes of a mix, at the lag that suits it best.</summary>
    /// <param name="mix">Path of the mix.</param>
    /// <param name="centre">Path of the true centre.</param>
    public static double SurroundDistortionDb(string mix, string centre)
    {
        float[] truth = Mix.Read(centre)[0], extracted = Converted(mix, "wav", "-af", "surround=chl_out=3.0", "-c:a", "pcm_f32le")[2];
        SourceDistortion distortion = new();
        distortion.Add(LongTransform.Advance(extracted, LongTransform.Lag(extracted, truth), truth.Length), truth);
        return distortion.Decibels;
    }

    /// <summary>The channels of a file that ffmpeg made of another.</summary>
    internal static float[][] Converted(string source, string ending, params string[] options)
    {
        string folder = Directory.CreateTempSubdirectory("proscenium-").FullName, output = Path.Combine(folder, "out." + ending);
        try
        {
            using Process ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-i", source, .. options, output]);
            ffmpeg.WaitForExit();
            return ffmpeg.ExitCode == 0 ? Mix.Read(output) : throw new InvalidOperationException($"ffmpeg could not make {ending} of {source}.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
