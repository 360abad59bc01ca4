using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Files.Projects;
using Proscenium.Files.Sound;
using Proscenium.Rendering;

namespace Proscenium.Benchmarks.Peers;

/// <summary>Where the time of one <c>render</c> goes, design included: each stage by itself, once, in a process that has just begun, as the command does it.</summary>
static class RenderShares
{
    const int Rate = 48000, Seconds = 600;

    /// <summary>Prints a row a stage.</summary>
    public static void Print()
    {
        double started = (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalSeconds;
        string folder = Directory.CreateTempSubdirectory("proscenium-shares").FullName, song = Path.Combine(folder, "song.wav"), feeds = Path.Combine(folder, "feeds.wav");
        try
        {
            AudioBuffer noise = Noise.Buffer(2, Rate, 0.2f);
            Console.WriteLine($"\n### Where it goes: {Seconds / 60} minutes on `echo-studio`, stages one after the other in one process (the command reads, plays and writes at the same time)\n");
            Console.WriteLine("| stage | wall, s | of it compiled just in time, s | x RT |\n|---|---:|---:|---:|");
            Row("start of the runtime", started, JitInfo.GetCompilationTime().TotalSeconds);
            Stage("writing stereo", () =>
            {
                using SoundWriter writer = SoundWriter.Create(song, new(Rate, 2));
                for (int second = 0; second < Seconds; second++) writer.Write(noise.Block());
                writer.Complete();
            });
            SpatialDesign design = null!;
            Stage("design", () => design = SpatialDesigner.Design(new DesignRequest { Device = DeviceFile.Open("echo-studio"), SampleRate = Rate }));
            Stage("decoding", () =>
            {
                using ProgrammeSource source = new(song);
                BlockSource next = source.Channels(source.Layout.Channels);
                AudioBuffer block = new(2, 8192);
                while (next(block.Block()) == block.Capacity) { }
            });
            AudioBuffer played = new(design.Plan.Drivers.Count, Rate);
            Stage("chain, with its limiter", () =>
            {
                Renderer renderer = new(design.Plan, 8192, Math.Pow(10, design.Plan.PlaybackGainDb / 20), Renderer.PlaybackCeilingDb);
                for (int second = 0; second < Seconds; second++) renderer.Process(noise.Block(), played.Block());
            });
            Stage("writing drivers", () =>
            {
                using SoundWriter writer = SoundWriter.Create(feeds, new(Rate, played.Channels));
                for (int second = 0; second < Seconds; second++) writer.Write(played.Block());
                writer.Complete();
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static void Stage(string name, Action work)
    {
        TimeSpan compiled = JitInfo.GetCompilationTime();
        Stopwatch clock = Stopwatch.StartNew();
        work();
        Row(name, clock.Elapsed.TotalSeconds, (JitInfo.GetCompilationTime() - compiled).TotalSeconds);
    }

    static void Row(string name, double seconds, double compiled) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {seconds:0.00} | {compiled:0.00} | {Seconds / seconds:0} |"));
}
