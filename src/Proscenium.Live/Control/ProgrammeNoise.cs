using System.Numerics;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Live.Control;

/// <summary>
/// Steady noise that resembles a programme: pink, left and right in part alike; a centre of its own as loud as they are, surrounds quieter,
/// no low-frequency effects. The same samples every time.
/// </summary>
/// <param name="channels">Names of the channels.</param>
sealed class ProgrammeNoise(IReadOnlyList<string> channels)
{
    const float Alike = 0.07f, Own = 0.06f, Centre = 0.09f, Surround = 0.04f; // rms about 0.1, so that nothing is limited

    readonly Pink _common = new(0);
    readonly Pink[] _own = [.. channels.Select((_, channel) => new Pink(1 + channel))];

    /// <summary>Fills a block, channels x frames.</summary>
    public void Fill(AudioBlock block)
    {
        for (int n = 0; n < block.Frames; n++)
        {
            float common = _common.Next();
            for (int channel = 0; channel < block.Channels; channel++)
            {
                float own = _own[channel].Next();
                block[channel][n] = channels[channel] switch
                {
                    ChannelNames.Left or ChannelNames.Right => Alike * common + Own * own,
                    ChannelNames.Centre => Centre * own,
                    ChannelNames.Lfe => 0,
                    _ => Surround * own,
                };
            }
        }
    }

    /// <summary>Pink noise of power 1: white noises, each held twice as long as the one before (Voss, in McCartney's order).</summary>
    sealed class Pink(int seed)
    {
        const int Octaves = 14;

        static readonly float _scale = MathF.Sqrt(3f / (Octaves + 1)); // uniform noise has a power of a third
        readonly Random _random = new(seed);
        readonly float[] _held = new float[Octaves];
        uint _count;

        public float Next()
        {
            int due = BitOperations.TrailingZeroCount(++_count);
            if (due < Octaves) _held[due] = White();
            float sum = White();
            foreach (float held in _held) sum += held;
            return _scale * sum;
        }

        float White() => 2 * _random.NextSingle() - 1;
    }
}
