using Proscenium.Engine.Dsp;

namespace Proscenium.Live.Control;

/// <summary>
/// Hands the input of the audio thread to one other thread through a ring buffer, without waiting: a block for which there is no room is dropped
/// whole and counted.
/// </summary>
sealed class InputTap
{
    readonly AudioBuffer _ring;
    long _written, _read, _dropped; // frames in all; each is set by one thread alone

    /// <summary>Allocates the ring.</summary>
    /// <param name="channels">Channels of the blocks.</param>
    /// <param name="frames">Frames it holds.</param>
    public InputTap(int channels, int frames) => _ring = new AudioBuffer(channels, frames);

    /// <summary>Frames that were dropped.</summary>
    public long DroppedFrames => Volatile.Read(ref _dropped);

    /// <summary>Writes a block; for the audio thread.</summary>
    public void Write(ReadOnlyAudioBlock block)
    {
        if (block.Frames > _ring.Capacity - (_written - Volatile.Read(ref _read)))
        {
            Volatile.Write(ref _dropped, _dropped + block.Frames);
            return;
        }
        int start = (int)(_written % _ring.Capacity), first = Math.Min(block.Frames, _ring.Capacity - start);
        block.Slice(0, first).CopyTo(_ring.Block().Slice(start, first));
        block.Slice(first, block.Frames - first).CopyTo(_ring.Block().Slice(0, block.Frames - first));
        Volatile.Write(ref _written, _written + block.Frames);
    }

    /// <summary>Reads the oldest frames; for the other thread.</summary>
    /// <returns>Frames given, as many as there are and the block has room for.</returns>
    public int Read(AudioBlock block)
    {
        int frames = (int)Math.Min(block.Frames, Volatile.Read(ref _written) - _read);
        int start = (int)(_read % _ring.Capacity), first = Math.Min(frames, _ring.Capacity - start);
        _ring.Block().Slice(start, first).CopyTo(block.Slice(0, first));
        _ring.Block().Slice(0, frames - first).CopyTo(block.Slice(first, frames - first));
        Volatile.Write(ref _read, _read + frames);
        return frames;
    }
}
