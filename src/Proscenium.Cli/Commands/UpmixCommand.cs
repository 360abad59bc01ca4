using System.CommandLine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Engine.Stages;
using Proscenium.Rendering;
using Proscenium.Storage;

namespace Proscenium.Cli.Commands;

/// <summary><c>proscenium upmix IN OUT</c>: left, right and centre.</summary>
static class UpmixCommand
{
    const int BlockFrames = 8192;

    public static Command Create()
    {
        Argument<string> input = Options.Input(), output = Options.Output();
        Option<bool> quiet = Options.Quiet();
        Command command = new("upmix", "Split the phantom centre off: three channels, left, right and centre; left + centre and right + centre give the input back.\n\n"
            + "Example: proscenium upmix song.flac song-lrc.wav") { input, output, quiet };
        command.SetAction(parsed => Run(parsed.GetValue(input)!, parsed.GetValue(output)!, new Report(parsed.GetValue(quiet), parsed.GetValue(output))));
        return command;
    }

    static int Run(string input, string output, Report report)
    {
        using StereoSource source = new(input);
        using SoundWriter writer = SoundWriter.Create(output, new(source.SampleRate, 3));
        CentreUpmixer upmixer = new(UpmixSettings.Music(source.SampleRate), source.SampleRate);
        AudioBuffer stereo = new(2, BlockFrames), split = new(3, BlockFrames);
        int latency = upmixer.LatencyFrames;
        long frames = 0;
        double centrePower = 0, power = 0;

        // the latency is taken off again, so that the file lies over the input sample by sample
        void Pass(int count)
        {
            upmixer.Process(stereo.Block(count), split.Block(count));
            int skip = Math.Min(latency, count);
            latency -= skip;
            AudioBlock aligned = split.Block(count).Slice(skip, count - skip);
            writer.Write(aligned);
            centrePower += Power(aligned[2]);
            for (int side = 0; side < 2; side++)
                for (int n = 0; n < aligned.Frames; n++) power += Math.Pow(aligned[side][n] + aligned[2][n], 2) / 2;
        }

        for (int read = source.Read(stereo.Block()); read > 0; read = source.Read(stereo.Block()))
        {
            Pass(read);
            frames += read;
        }
        stereo.Block().Clear();
        for (int left = upmixer.LatencyFrames; left > 0; left -= BlockFrames) Pass(Math.Min(left, BlockFrames));
        writer.Complete();
        Report.Warn(source.Warning);
        report.Line($"left, right, centre: {output}");
        report.Figure("frames", $"{frames}, aligned with the input (live latency {upmixer.LatencyFrames} samples = {1000.0 * upmixer.LatencyFrames / source.SampleRate:0.0} ms)");
        report.Figure("centre's share of the power", power > 0 ? $"{10 * Math.Log10(centrePower / power):0.0} dB" : "silence");
        return 0;
    }

    static double Power(ReadOnlySpan<float> samples)
    {
        double power = 0;
        foreach (float sample in samples) power += (double)sample * sample;
        return power;
    }
}
