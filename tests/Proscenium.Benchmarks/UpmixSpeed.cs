using System.Diagnostics;
using System.Globalization;
using Proscenium.Benchmarks.Peers;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Engine.Upmix;
using Proscenium.Files.Sound;

namespace Proscenium.Benchmarks;

/// <summary>How fast the upmix runs in each mode, beside ffmpeg's <c>surround</c> in the same run; as Markdown.</summary>
static class UpmixSpeed
{
    const int Rate = 48000, Seconds = 60, BlockFrames = 512, Runs = 5;

    /// <summary>Prints a row a mode.</summary>
    public static void Print()
    {
        string folder = Directory.CreateTempSubdirectory("proscenium-upmix").FullName, song = Path.Combine(folder, "song.wav");
        AudioBuffer noise = Noise.Buffer(2, Rate, 0.2f);
        using (SoundWriter writer = SoundWriter.Create(song, new(Rate, 2)))
        {
            for (int second = 0; second < Seconds; second++) writer.Write(noise.Block());
            writer.Complete();
        }
        Console.WriteLine($"Processor time on one core for {Seconds} s of stereo at 48 kHz in blocks of {BlockFrames}, the shortest of {Runs} runs in turn; ffmpeg's is that of its whole program less decoding. Ratio: median of the runs.\n");
        Console.WriteLine("| mode | latency, ms | s | x RT | ffmpeg surround, s | ratio |\n|---|---:|---:|---:|---:|---:|");
        foreach (UpmixMode mode in UpmixModes.All)
        {
            CentreUpmixer upmixer = new(mode, Rate);
            Split(upmixer, noise, 10);
            List<double> ours = [], theirs = [];
            for (int run = 0; run < Runs; run++)
            {
                long start = CpuClock.Now;
                Split(upmixer, noise, Seconds);
                ours.Add((CpuClock.Now - start) / 1e9);
                theirs.Add(Processor($"-v error -i {song} -af surround=chl_out=3.0 -f null -") - Processor($"-v error -i {song} -f null -"));
            }
            double ratio = Median.Of([.. ours.Zip(theirs, (our, their) => their / our)]);
            Console.WriteLine($"| {UpmixModes.Name(mode)} | {1000.0 * upmixer.LatencyFrames / Rate:0.0} | {ours.Min():0.000} | {Seconds / ours.Min():0} | {theirs.Min():0.00} | **{ratio:0.0}** |");
        }
        Directory.Delete(folder, recursive: true);
    }

    static void Split(CentreUpmixer upmixer, AudioBuffer second, int seconds)
    {
        AudioBuffer split = new(3, BlockFrames);
        for (int done = 0; done < seconds * Rate; done += BlockFrames)
        {
            AudioBlock block = second.Block().Slice(Math.Min(done % Rate, Rate - BlockFrames), BlockFrames);
            upmixer.Process(block, split.Block());
        }
    }

    /// <summary>Processor seconds of an ffmpeg run, counted by GNU time.</summary>
    static double Processor(string arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("time", $"-f \"%U %S\" ffmpeg {arguments}") { RedirectStandardInput = true, RedirectStandardError = true })!;
        string[] seconds = process.StandardError.ReadToEnd().Trim().Split('\n')[^1].Split(' ');
        process.WaitForExit();
        return seconds.Sum(part => double.Parse(part, CultureInfo.InvariantCulture));
    }
}
