using System.Diagnostics;
using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Filters;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.Levels;
using Proscenium.Judging.Rooms;
using Proscenium.Rendering;

namespace Proscenium.Benchmarks;

/// <summary>How loud music plays at the default level, what the limiter does to it and to the cancellation, and what it costs; as Markdown.</summary>
static class LimiterQuality
{
    const int Rate = 48000, Block = 256;
    const double UsualLufs = -14;

    static readonly string[] _devices = ["echo-studio", "laptop", "phone", "soundbar-8"];

    /// <summary>Prints all tables.</summary>
    /// <param name="data">The folder that holds <c>real_stereo</c>, <c>mixes</c> and <c>hrtf</c>.</param>
    public static void Print(string data)
    {
        PrintMusic(data);
        PrintUnlimited(data);
        PrintCancellation(Path.Combine(data, "hrtf", "KEMAR_HRTFs_lfcorr.sofa"));
        PrintCost();
    }

    static string[] Pieces(string data) =>
        [.. Directory.GetFiles(Path.Combine(data, "real_stereo"), "*.flac").Order(), .. Directory.GetDirectories(Path.Combine(data, "mixes")).Order().Select(folder => Path.Combine(folder, "mix.flac"))];

    /// <summary>The gains of exports, which nothing limits.</summary>
    static void PrintUnlimited(string data)
    {
        Console.WriteLine("\n## Without a limiter: the highest gain at which music with peaks at full scale stays below it, over the gain at which the plan is as loud as untreated, dB\n");
        Console.WriteLine("| device | left and right alone: the lowest of nine pieces, the others | with the centre |");
        Console.WriteLine("|---|---|---|");
        string[] pieces = Pieces(data);
        foreach (string device in _devices)
        {
            RenderPlan plan = SpatialDesigner.Design(new DesignRequest { Device = DeviceFile.Open(device) }).Plan;
            string Highest(RenderPlan convolved) => string.Join(", ", pieces.Select(piece => HighestDb(piece, convolved) - plan.PlaybackGainDb).Order().Select(gain => FormattableString.Invariant($"{gain:0.0}")));
            Console.WriteLine($"| {device} | {Highest(ConvolverPlan.Of(plan, stereoOnly: true))} | {Highest(plan)} |");
        }
    }

    static double HighestDb(string path, RenderPlan plan)
    {
        using ProgrammeSource source = new(path);
        return Programme(path).PeakDb - new OfflineRender(plan, 0).Run(source, _ => { }).LargestFeedDb;
    }

    static void PrintMusic(string data)
    {
        string[] pieces = Pieces(data);
        foreach (bool atFullScale in (ReadOnlySpan<bool>)[false, true])
        {
            Console.WriteLine($"\n## Music {(atFullScale ? "with peaks at full scale" : $"at {UsualLufs:0} LUFS")}, default level, model head\n");
            Console.WriteLine("| device | piece | treated minus untreated at the ears, LU | turned down on the mean, dB | at most, dB | more than 3 dB, share of the time, % | largest sample, dBFS |");
            Console.WriteLine("|---|---|---|---|---|---|---|");
            foreach (string device in _devices)
                foreach (string piece in pieces) PrintPiece(device, piece, atFullScale);
        }
    }

    static void PrintPiece(string device, string path, bool atFullScale)
    {
        using PreparedFile piece = new FileRendering { Input = path, Device = device }.Open();
        (double lufs, double peakDb, double seconds) = Programme(path);
        double toLevel = atFullScale ? -peakDb : UsualLufs - lufs;
        FirMatrix ears = piece.Monitor(new SphericalHead());
        (RenderFigures treated, double treatedLufs) = Heard(path, piece.Design.Plan, piece.Design.Plan.PlaybackGainDb + toLevel, ears);
        (_, double untreatedLufs) = Heard(path, piece.Untreated, toLevel, ears);
        string name = Path.GetFileName(path) == "mix.flac" ? Path.GetFileName(Path.GetDirectoryName(path)!) : Path.GetFileNameWithoutExtension(path);
        Console.WriteLine(FormattableString.Invariant(
            $"| {device} | {name} | {treatedLufs - untreatedLufs:0.0} | {treated.MeanReductionDb:0.00} | {treated.LargestReductionDb:0.0} | {100 * treated.SecondsAbove3Db / seconds:0.0} | {Math.Min(treated.LargestFeedDb, treated.PeakDb):0.0} |"));
    }

    internal static (double Lufs, double PeakDb, double Seconds) Programme(string path)
    {
        using ProgrammeSource source = new(path);
        Loudness meter = new(source.SampleRate, 2);
        float peak = 0;
        long frames = new BlockPipeline(2, 2).Run(source.Channels(["left", "right"]), (input, output) => input.CopyTo(output), block =>
        {
            meter.Add(block);
            peak = Math.Max(peak, SampleGuard.Peak(block));
        }, 0);
        return (meter.IntegratedLufs, 20 * Math.Log10(peak), (double)frames / source.SampleRate);
    }

    static (RenderFigures Figures, double Lufs) Heard(string path, RenderPlan plan, double gainDb, FirMatrix ears)
    {
        using ProgrammeSource source = new(path);
        Loudness meter = new(plan.SampleRate, 2);
        PartitionedConvolver monitor = new(ears, BlockPipeline.MaxFrames);
        AudioBuffer heard = new(2, BlockPipeline.MaxFrames);
        RenderFigures figures = new OfflineRender(plan, gainDb).Run(source, feeds =>
        {
            monitor.Process(feeds, heard.Block(feeds.Frames));
            meter.Add(heard.Block(feeds.Frames));
        });
        return (figures, meter.IntegratedLufs);
    }

    static void PrintCancellation(string head)
    {
        Console.WriteLine("\n## Left-only noise, heard by a measured head, 300 Hz to 4.5 kHz: left ear over right ear, dB\n");
        Console.WriteLine("| device, canceller alone | not limited | inputs turned down | on the mean, dB | every driver for itself, as much |");
        Console.WriteLine("|---|---|---|---|---|");
        Head listener = SofaFile.Open(head);
        foreach (string device in _devices)
        {
            SpatialDesign design = SpatialDesigner.Design(new DesignRequest { Device = DeviceFile.Open(device), AngleDegrees = null, Tone = Steering.Tone.Direct });
            FirMatrix ears = MonitorFilters.Of(design.Request.Device, design.Request.Distance, listener, Rate);
            AudioBuffer noise = LeftOnlyNoise(), quiet = Run(new Renderer(design.Plan, Block, 0.01), noise, design.Plan.Drivers.Count);
            double gain = 0.01 * 2.6 * Math.Pow(10, Renderer.PlaybackCeilingDb / 20) / SampleGuard.Peak(quiet.Block());
            Renderer limiting = new(design.Plan, Block, gain, Renderer.PlaybackCeilingDb);
            AudioBuffer limited = Run(limiting, noise, design.Plan.Drivers.Count), alone = Run(new Renderer(design.Plan, Block, 0.01), noise, design.Plan.Drivers.Count);
            for (int driver = 0; driver < alone.Channels; driver++)
            {
                SampleMath.Scale(alone.Block()[driver], (float)(gain / 0.01));
                LimitAlone(alone.Block()[driver], (float)Math.Pow(10, Renderer.PlaybackCeilingDb / 20));
            }
            Console.WriteLine(FormattableString.Invariant($"| {device} | {SeparationDb(quiet, ears):0.0} | {SeparationDb(limited, ears):0.0} | {limiting.Limiter!.InputReductions.MeanDb:0.0} | {SeparationDb(alone, ears):0.0} |"));
        }
    }

    /// <summary>A limiter of one channel: looks ahead for 2.7 ms, releases by 60 dB per second.</summary>
    static void LimitAlone(Span<float> channel, float limit)
    {
        const int ahead = 128;
        double release = Math.Pow(10, 60.0 / Rate / 20), gain = 1;
        for (int n = 0; n < channel.Length; n++)
        {
            float peak = SampleGuard.Peak(channel[n..Math.Min(channel.Length, n + ahead)]);
            double wanted = Math.Min(1, limit / Math.Max(peak, limit));
            gain = wanted < gain ? Math.Max(wanted, gain - (1 - wanted) / ahead * 4) : Math.Min(wanted, gain * release);
            channel[n] = (float)(gain * channel[n]);
        }
    }

    static AudioBuffer LeftOnlyNoise()
    {
        Random random = new(3);
        AudioBuffer noise = new(2, 6 * Rate);
        double pink = 0;
        for (int n = 0; n < noise.Capacity; n++) noise.Block()[0][n] = (float)(0.1 * (pink = 0.95 * pink + 2 * random.NextDouble() - 1));
        return noise;
    }

    static double SeparationDb(AudioBuffer feeds, FirMatrix ears)
    {
        AudioBuffer heard = new(2, feeds.Capacity);
        new PartitionedConvolver(ears, 4096).Process(feeds.Block(), heard.Block());
        return BandDb(heard.Block()[0]) - BandDb(heard.Block()[1]);
    }

    static double BandDb(ReadOnlySpan<float> signal)
    {
        (double power, double low1, double low2, double high1, double high2) = (0, 0, 0, 0, 0);
        double low = 1 - Math.Exp(-2 * Math.PI * 300 / Rate), high = 1 - Math.Exp(-2 * Math.PI * 4500 / Rate);
        foreach (float sample in signal)
        {
            low1 += low * (sample - low1);
            low2 += low * (sample - low1 - low2);
            high1 += high * (sample - low1 - low2 - high1);
            high2 += high * (high1 - high2);
            power += high2 * high2;
        }
        return 10 * Math.Log10(power);
    }

    static void PrintCost()
    {
        Console.WriteLine($"\n## Cost, blocks of {Block}: the whole chain with the limiter over the chain without\n");
        Console.WriteLine("| device, upmix music | nothing to limit | limited by some 6 dB all the time |");
        Console.WriteLine("|---|---|---|");
        foreach (string device in _devices)
        {
            RenderPlan plan = SpatialDesigner.Design(new DesignRequest { Device = DeviceFile.Open(device) }).Plan;
            AudioBuffer noise = Noise.Buffer(2, Rate, 0.3f);
            double gain = 2 / SampleGuard.Peak(Run(new Renderer(plan, Block, 1.0 / 64), noise, plan.Drivers.Count).Block()) / 64;
            Console.WriteLine(FormattableString.Invariant($"| {device} | {Ratio(plan, noise, 0.1 * gain):0.00} | {Ratio(plan, noise, gain):0.00} |"));
        }
    }

    static double Ratio(RenderPlan plan, AudioBuffer noise, double gain)
    {
        Renderer[] both = [new(plan, Block, gain), new(plan, Block, gain, Renderer.PlaybackCeilingDb)];
        double[] best = [double.PositiveInfinity, double.PositiveInfinity];
        for (int round = 0; round < 30; round++)
        {
            for (int n = 0; n < 2; n++)
            {
                long start = Stopwatch.GetTimestamp();
                Run(both[n], noise, plan.Drivers.Count);
                best[n] = Math.Min(best[n], Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }
        return best[1] / best[0];
    }

    static AudioBuffer Run(Renderer renderer, AudioBuffer input, int drivers)
    {
        AudioBuffer output = new(drivers, input.Capacity);
        for (int start = 0; start < input.Capacity; start += Block)
        {
            int frames = Math.Min(Block, input.Capacity - start);
            renderer.Process(input.Block().Slice(start, frames), output.Block().Slice(start, frames));
        }
        return output;
    }
}
