using Proscenium.Engine.Dsp;
using Proscenium.Files.Sound;
using Proscenium.Rendering;

namespace Proscenium.Integrations.Verification;

/// <summary>The project's own convolver over sound in memory.</summary>
static class EngineConvolution
{
    /// <summary>Outputs x frames, until the filters have rung out.</summary>
    /// <param name="sound">Inputs x frames.</param>
    /// <param name="filters">The matrix.</param>
    public static float[][] Run(float[][] sound, FirMatrix filters)
    {
        List<float>[] outputs = [.. Enumerable.Range(0, filters.Outputs).Select(_ => new List<float>())];
        int done = 0;
        int Read(AudioBlock block)
        {
            int frames = Math.Min(block.Frames, sound[0].Length - done);
            for (int input = 0; input < sound.Length; input++) sound[input].AsSpan(done, frames).CopyTo(block[input]);
            done += frames;
            return frames;
        }
        void Keep(ReadOnlyAudioBlock block)
        {
            for (int output = 0; output < outputs.Length; output++) outputs[output].AddRange(block[output]);
        }
        MatrixRun.Run(Read, filters, Keep);
        return [.. outputs.Select(output => output.ToArray())];
    }

    /// <summary>The same with a gain, which the engine puts into the filters.</summary>
    public static float[][] Run(float[][] sound, FirMatrix filters, double gainDb) => Run(sound, MatrixFile.Scaled(filters, gainDb));
}
