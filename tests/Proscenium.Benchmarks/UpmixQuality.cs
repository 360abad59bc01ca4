using Proscenium.Engine.Plan;
using Proscenium.Files.Sound;
using Proscenium.Judging.Upmix;
using Proscenium.Mixes;
using Proscenium.Rendering;

namespace Proscenium.Benchmarks;

/// <summary>How good the extracted centre is by several settings, on recorded mixes and on built ones, beside ffmpeg's <c>surround</c>; as Markdown.</summary>
static class UpmixQuality
{
    /// <summary>What is compared, by name.</summary>
    static readonly UpmixMode[] _modes =
    [
        UpmixMode.Music, UpmixMode.Video, UpmixMode.Live, UpmixMode.Fast,
    ];

    /// <summary>Builds the mixes in a folder, measures all, and prints a table for each setting and one that compares them.</summary>
    /// <param name="data">The folder that holds <c>mixes</c>.</param>
    /// <param name="folder">Where built mixes are left.</param>
    public static void Print(string data, string folder)
    {
        string recorded = Path.Combine(data, "mixes");
        IReadOnlyList<StemmedMix> asRecorded = MixFolder.Find(recorded, "centre.flac");
        StemmedMix[] mixes = [.. asRecorded, .. Synthetic.All.Concat(new FromStems(recorded).All).Select(mix => mix.Write(folder))];
        double?[] peer = [.. mixes.Select(mix => mix.Centre is { } centre ? FfmpegProgram.SurroundDistortionDb(mix.Mix, centre) : (double?)null)];
        UpmixFigures[][] figures = [.. _modes.Select(mode => (UpmixFigures[])[.. mixes.Select(mix => Measure(mix, mode))])];
        PrintComparison(mixes, asRecorded.Count, peer, figures);
        for (int i = 0; i < _modes.Length; i++) PrintFigures(UpmixModes.Name(_modes[i]), mixes, figures[i]);
    }

    static UpmixFigures Measure(StemmedMix mix, UpmixMode mode)
    {
        using StereoSource source = new(mix.Mix);
        using SoundReader? centre = mix.Centre is null ? null : SoundReader.Open(mix.Centre);
        return UpmixRun.Run(source, _ => { }, mode, centre is null ? null : new(centre, mix.Centre!));
    }

    static void PrintComparison(StemmedMix[] mixes, int recorded, double?[] peer, UpmixFigures[][] figures)
    {
        Console.WriteLine("\n## The centre against the true one, SI-SDR in dB\n");
        double?[][] columns = [peer, .. figures.Select(of => (double?[])[.. of.Select(mix => mix.Against?.DistortionDb)])];
        Head(["mix", "ffmpeg surround", .. _modes.Select(UpmixModes.Name)]);
        for (int m = 0; m < mixes.Length; m++)
            if (mixes[m].Centre is not null) Row(mixes[m].Name, "0.0", [.. columns.Select(column => column[m])]);
        Row("**mean of the recorded ones**", "0.0", [.. columns.Select(column => Mean(column[..recorded]))]);
        Row("**mean of the built ones** but dual mono", "0.0", [.. columns.Select(column => Mean(column[recorded..].Where((_, m) => mixes[recorded + m].Name != Synthetic.DualMonoName)))]);
    }

    static void PrintFigures(string name, StemmedMix[] mixes, UpmixFigures[] figures)
    {
        Console.WriteLine($"\n### {name}: latency {figures[0].LatencyFrames} samples\n");
        Head(["mix", "SI-SDR dB", "SIR dB", "SAR dB", "musical noise", "correlation with L-R", "power re (L+R)/2 dB", "reconstruction dB"]);
        for (int m = 0; m < mixes.Length; m++)
            Row(mixes[m].Name, "0.00", [figures[m].Against?.DistortionDb, figures[m].Against?.InterferenceDb, figures[m].Against?.ArtefactsDb, figures[m].Against?.MusicalNoise, figures[m].SideCorrelation, figures[m].CentreShareDb, figures[m].ReconstructionErrorDb]);
    }

    static void Head(string[] columns) => Console.WriteLine($"| {string.Join(" | ", columns)} |\n|---|{string.Concat(Enumerable.Repeat("---:|", columns.Length - 1))}");

    static void Row(string name, string format, double?[] values) =>
        Console.WriteLine($"| {name} | {string.Join(" | ", values.Select(value => value is not { } number || double.IsNaN(number) ? "" : double.IsInfinity(number) ? number > 0 ? "inf" : "-inf" : number.ToString($"{format};-{format};{format}")))} |");

    static double? Mean(IEnumerable<double?> values) => values.Where(value => value is { } number && double.IsFinite(number)).Average();
}
