using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Studio.Listening;

/// <summary>A song as it arrives at both ears through a set, passage by passage.</summary>
sealed class SongAtEars
{
    const int BlockFrames = 4096;

    readonly (float[] Samples, float Gain)[][] _inputs;
    readonly PartitionedConvolver _convolver;
    readonly AudioBuffer _played, _heard = new(2, BlockFrames);
    readonly CancellationToken _cancel;

    /// <summary>Prepares to hear it.</summary>
    /// <param name="set">What it is heard through.</param>
    /// <param name="song">The song.</param>
    /// <param name="mode">How the plan's upmix splits it.</param>
    /// <param name="cancel">Ends the work.</param>
    public SongAtEars(HeardSet set, Song song, UpmixMode mode, CancellationToken cancel)
    {
        _inputs = [.. set.Feeds.Select(feed => feed.Parts.Select(part => (SongChannels.Samples(song, mode, part.Channel), (float)part.Gain)).ToArray())];
        (_convolver, _played, _cancel) = (new(set.Responses, BlockFrames), new(_inputs.Length, BlockFrames), cancel);
    }

    /// <summary>The highest sample that was heard.</summary>
    public float Peak { get; private set; }

    /// <summary>What is heard of a block.</summary>
    public delegate void Listener(ReadOnlyAudioBlock heard);

    /// <summary>Plays a passage, silence before and behind the song.</summary>
    /// <param name="from">Its first frame.</param>
    /// <param name="count">Its frames.</param>
    /// <param name="warm">Frames before it that are played but not listened to.</param>
    /// <param name="listen">Told what is heard.</param>
    public void Hear(int from, int count, int warm, Listener listen)
    {
        for (int start = from - warm, frames; start < from + count; start += frames)
        {
            _cancel.ThrowIfCancellationRequested();
            bool isHeard = start >= from;
            frames = Math.Min(BlockFrames, (isHeard ? from + count : from) - start);
            Play(start, frames);
            _convolver.Process(_played.Block(frames), _heard.Block(frames));
            if (!isHeard) continue;
            listen(_heard.Block(frames));
            for (int ear = 0; ear < 2; ear++)
                foreach (float sample in _heard.Block(frames)[ear]) Peak = Math.Max(Peak, Math.Abs(sample));
        }
    }

    /// <summary>Puts what feeds the inputs from a frame on into the block.</summary>
    void Play(int start, int frames)
    {
        _played.Block(frames).Clear();
        foreach ((int input, (float[] Samples, float Gain)[] parts) in _inputs.Index())
            foreach ((float[] samples, float share) in parts)
            {
                (int first, int end) = (Math.Max(0, -start), Math.Min(frames, samples.Length - start));
                Span<float> played = _played.Block(frames)[input];
                for (int n = first; n < end; n++) played[n] += share * samples[start + n];
            }
    }
}
