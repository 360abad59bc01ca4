using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;

namespace Proscenium.Benchmarks.Peers;

/// <summary>Prints, as Markdown tables, how much faster than its peers the engine is: theirs over ours, in one run on one core.</summary>
static class Ratios
{
    const int Rate = 48000;

    public static void PrintTransforms()
    {
        Console.WriteLine("\n## Real Fourier transform against FFTW3f (PATIENT), single precision\n");
        Console.WriteLine("| points | forward, ns | FFTW | ratio | inverse, ns | FFTW | ratio |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|");
        for (int length = 64; length <= 65536; length *= 2)
        {
            using Fftw fftw = new(length);
            Fft<float> fft = new(length);
            using AlignedFloats time = new(length), re = new(fft.BinCount), im = new(fft.BinCount);
            Noise.Fill(time.Span);
            time.Span.CopyTo(fftw.Time.Span);
            PairedTimes forward = PairedTimes.Measure(() => fft.Forward(time.Span, re.Span, im.Span), fftw.Forward);
            PairedTimes inverse = PairedTimes.Measure(() => fft.Inverse(re.Span, im.Span, time.Span), fftw.Inverse);
            Console.WriteLine($"| {length} | {forward.Ours:0} | {forward.Theirs:0} | **{forward.Ratio:0.00}** | {inverse.Ours:0} | {inverse.Theirs:0} | **{inverse.Ratio:0.00}** |");
        }
    }

    public static void PrintConvolvers()
    {
        Console.WriteLine("\n## Matrix convolver against zita-convolver\n");
        Console.WriteLine("x RT: seconds of sound at 48 kHz per second of processor time. Ratios against zita's faster mode. Block times in microseconds of wall time: the median; the median at that place in the cycle of partitions that takes longest, also in percent of the block's duration; the longest of all, with what else the machine did.\n");
        Console.WriteLine("| matrix | taps | block | x RT | zita, one length | zita, several | ratio | error, dB | median | worst place | worst of all |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach ((int outputs, int taps, int block) in (ReadOnlySpan<(int, int, int)>)[(5, 2048, 64), (5, 2048, 256), (5, 2048, 1024), (2, 2048, 64), (2, 2048, 256), (2, 2048, 1024), (5, 8192, 64), (5, 65536, 256)])
            PrintConvolver(outputs, taps, block);
    }

    static void PrintConvolver(int outputs, int taps, int block)
    {
        FirMatrix filters = Noise.Filters(2, outputs, taps);
        AudioBuffer input = Noise.Buffer(2, block), output = new(outputs, block);
        PartitionedConvolver convolver = new(filters, block);
        void Ours() => convolver.Process(input.Block(), output.Block());
        (PairedTimes uniform, PairedTimes several) = (Against(uniform: true), Against(uniform: false));
        PairedTimes best = uniform.Theirs < several.Theirs ? uniform : several;
        BlockTimes blocks = BlockTimes.Measure(256, Ours);
        double budget = 1e6 * block / Rate;
        Console.WriteLine($"| 2x{outputs} | {taps} | {block} | {1000 * budget / best.Ours:0} | {1000 * budget / uniform.Theirs:0} | {1000 * budget / several.Theirs:0} | **{best.Ratio:0.00}** | {Error(filters, block):0} | {blocks.Median:0.0} | {blocks.WorstPlace:0.0} ({100 * blocks.WorstPlace / budget:0.0} %) | {blocks.Worst:0.0} |");

        PairedTimes Against(bool uniform)
        {
            using Zita zita = new(filters, block, uniform);
            AudioBuffer heard = new(outputs, block);
            return PairedTimes.Measure(Ours, () => zita.Process(input.Block(), heard.Block()));
        }
    }

    /// <summary>Error of one output against the definition in double precision, in dB.</summary>
    static double Error(FirMatrix filters, int block)
    {
        int frames = Math.Min(3 * filters.Taps, 40000) / block * block;
        AudioBuffer input = Noise.Buffer(2, frames), output = new(filters.Outputs, frames);
        PartitionedConvolver convolver = new(filters, block);
        for (int start = 0; start < frames; start += block) convolver.Process(input.Block().Slice(start, block), output.Block().Slice(start, block));
        double error = 0, power = 0;
        for (int n = 0; n < frames; n += 37)
        {
            double sum = 0;
            for (int i = 0; i < 2; i++)
                for (int k = 0; k <= n && k < filters.Taps; k++) sum += (double)filters[i, 0][k] * input.Block()[i][n - k];
            error += (sum - output.Block()[0][n]) * (sum - output.Block()[0][n]);
            power += sum * sum;
        }
        return 10 * Math.Log10(error / power);
    }
}
