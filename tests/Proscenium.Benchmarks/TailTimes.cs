using System.Globalization;
using Proscenium.Benchmarks.Peers;
using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;

namespace Proscenium.Benchmarks;

/// <summary>What a sound costs that dies away to nothing, beside the same sound at its full level; as Markdown.</summary>
/// <remarks>Many processors take tens of times as long for numbers below 1e-38, which a tail passes through on its way to silence. Some do not: their flags still
/// tell that such numbers were met.</remarks>
static class TailTimes
{
    const int Rate = 48000, Frames = 64, Runs = 7;
    const int BlocksInAWindow = Rate / Frames / 10; // 0.1 s
    const double SteadySeconds = 2, SilentSeconds = 4, DecibelsPerSecond = 60, LowestDb = -900; // floats end at -897 dB

    /// <summary>Prints a row a mode.</summary>
    public static void Print()
    {
        SpatialDesign design = SpatialDesigner.Design(new DesignRequest { Device = DeviceFile.Open("echo-studio"), SampleRate = Rate });
        Console.WriteLine($"Noise that falls by {DecibelsPerSecond} dB a second to silence, through the plan of echo-studio with its limiter in blocks of {Frames}. Mean processor time of a block over 0.1 s, each the shortest of {Runs} runs; ratio of the dearest 0.1 s to the median of the steady ones; blocks in which arithmetic met denormal numbers.\n");
        Console.WriteLine("| upmix | steady, us | dearest of the tail, us | at, dB | ratio | blocks with denormals | of |\n|---|---:|---:|---:|---:|---:|---:|");
        foreach (UpmixMode mode in UpmixModes.All)
        {
            double[] windows = Shortest(design.Plan with { Upmix = mode }, out int tiny);
            int steady = (int)(10 * SteadySeconds);
            double usual = windows[..steady].Order().ElementAt(steady / 2);
            int dearest = Enumerable.Range(steady, windows.Length - steady).MaxBy(window => windows[window]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {UpmixModes.Name(mode)} | {usual:0.0} | {windows[dearest]:0.0} | {-DecibelsPerSecond * (dearest - steady) / 10:0} | **{windows[dearest] / usual:0.00}** | {tiny} | {windows.Length * BlocksInAWindow} |"));
        }
    }

    /// <summary>Mean microseconds of a block in each 0.1 s, and the blocks of a run that met denormal numbers.</summary>
    static double[] Shortest(RenderPlan plan, out int tiny)
    {
        int windows = (int)(10 * (SteadySeconds - LowestDb / DecibelsPerSecond + SilentSeconds));
        double[] shortest = new double[windows];
        Array.Fill(shortest, double.PositiveInfinity);
        Renderer renderer = new(plan, Frames, Math.Pow(10, -plan.HeadroomDb / 20), Renderer.PlaybackCeilingDb);
        tiny = 0;
        for (int run = 0; run <= Runs; run++)
        {
            renderer.Reset();
            double[] times = Times(renderer, windows, out tiny);
            if (run == 0) continue; // code is compiled
            for (int window = 0; window < windows; window++) shortest[window] = Math.Min(shortest[window], times[window]);
        }
        return shortest;
    }

    static double[] Times(Renderer renderer, int windows, out int tiny)
    {
        AudioBuffer noise = Noise.Buffer(2, Rate, 0.2f), input = new(2, Frames), drivers = new(renderer.DriverCount, Frames);
        double[] times = new double[windows];
        long at = 0;
        tiny = 0;
        for (int window = 0; window < windows; window++)
        {
            long nanoseconds = 0;
            for (int block = 0; block < BlocksInAWindow; block++, at += Frames)
            {
                for (int n = 0; n < Frames; n++)
                {
                    double gain = Math.Pow(10, -DecibelsPerSecond * Math.Max(0, (double)(at + n) / Rate - SteadySeconds) / 20);
                    for (int channel = 0; channel < 2; channel++) input.Block()[channel][n] = (float)(gain * noise.Block()[channel][(int)((at + n) % Rate)]);
                }
                if (TinyNumbers.CanBeSeen) TinyNumbers.Forget();
                long start = CpuClock.Now;
                renderer.Process(input.Block(), drivers.Block());
                nanoseconds += CpuClock.Now - start;
                if (TinyNumbers.CanBeSeen && TinyNumbers.WereMet()) tiny++;
            }
            times[window] = nanoseconds / 1000.0 / BlocksInAWindow;
        }
        return times;
    }
}
