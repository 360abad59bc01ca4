using System.Buffers.Binary;
using Proscenium.Engine.Plan;
using Proscenium.Files.Sound;
using Proscenium.Integrations.Export.Formats;

namespace Proscenium.Integrations.Verification;

/// <summary>ffmpeg by the exported script.</summary>
sealed class FfmpegRun : IProgramRun
{
    const double Seconds = 240;

    public string Program => "ffmpeg";

    public string Format => "ffmpeg";

    public string? Obstacle => ProgramProcess.Missing("ffmpeg", "ffmpeg", "ffprobe");

    public double WorstDb => -120;

    public string? NotVerified => ProgramProcess.Run(Path.GetTempPath(), Seconds, "ffmpeg", ["-hide_banner", "-h", "filter=afir"], CancellationToken.None).Contains("irnorm", StringComparison.Ordinal)
        ? "graph-5.txt, which is for ffmpeg up to 6" : "graph-7.txt, which is for ffmpeg from 7 on and has the same structure";

    public float[][] Run(string export, RenderPlan plan, float[][] sound, string scratch, CancellationToken cancel)
    {
        string input = Path.Combine(scratch, "in.wav"), output = Path.Combine(scratch, "out.wav");
        Write(input, plan, sound);
        ProgramProcess.Run(scratch, Seconds, "sh", [Path.Combine(export, FfmpegFormat.Script), input, output], cancel);
        return SoundReader.ReadWhole(output).Channels;
    }

    /// <summary>A file that says which loudspeakers its channels are for, in the order of WAV.</summary>
    static void Write(string path, RenderPlan plan, float[][] sound)
    {
        uint mask = FfmpegInputs.Mask(plan.Inputs);
        FileChannels file = FileChannels.Of(sound.Length, mask, path);
        float[][] ordered = new float[sound.Length][];
        for (int input = 0; input < sound.Length; input++) ordered[file.Sources[input].Channel] = sound[input];
        SoundWriter.WriteWhole(path, plan.SampleRate, ordered);
        if (mask != 0) Label(path, mask);
    }

    static void Label(string path, uint mask)
    {
        const int maskInChunk = 28;
        byte[] file = File.ReadAllBytes(path);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(file.AsSpan().IndexOf("fmt "u8) + maskInChunk), mask);
        File.WriteAllBytes(path, file);
    }
}
