using System.Diagnostics;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Listening;
using Proscenium.Live.Control;
using Proscenium.Live.Servers;

namespace Proscenium.Live;

/// <summary>Runs the listening stage and the bypass switch on the audio thread, copies the switch's input to the tap, and measures time, memory and levels.</summary>
sealed class LiveProcessor(ListeningStage listening, BypassSwitch bypass, InputTap tap, PeakMeter inputs, PeakMeter outputs) : IBlockProcessor
{
    long _longestTicks, _ticks, _frames, _allocatedBytes;
    int _longestFrames;

    /// <summary>Frames that were played.</summary>
    public long Frames => Volatile.Read(ref _frames);

    /// <summary>Time that all blocks took.</summary>
    public TimeSpan Busy => Stopwatch.GetElapsedTime(0, Volatile.Read(ref _ticks));

    /// <summary>Time that the slowest block took.</summary>
    public TimeSpan Longest => Stopwatch.GetElapsedTime(0, Volatile.Read(ref _longestTicks));

    /// <summary>Frames of the slowest block.</summary>
    public int LongestFrames => Volatile.Read(ref _longestFrames);

    /// <summary>Bytes allocated on the audio thread, which should be 0.</summary>
    public long AllocatedBytes => Volatile.Read(ref _allocatedBytes);

    /// <inheritdoc/>
    public void Process(ReadOnlyAudioBlock input, AudioBlock output)
    {
        long begun = Stopwatch.GetTimestamp(), bytes = GC.GetAllocatedBytesForCurrentThread();
        for (int start = 0; start < input.Frames; start += listening.MaxFrames)
        {
            int frames = Math.Min(listening.MaxFrames, input.Frames - start);
            ReadOnlyAudioBlock heard = listening.Process(input.Slice(start, frames));
            bypass.Process(heard, output.Slice(start, frames));
            tap.Write(heard);
        }
        inputs.Add(input);
        outputs.Add(output);
        _allocatedBytes += GC.GetAllocatedBytesForCurrentThread() - bytes;
        long ticks = Stopwatch.GetTimestamp() - begun;
        (_ticks, _frames) = (_ticks + ticks, _frames + input.Frames);
        if (ticks > _longestTicks) (_longestTicks, _longestFrames) = (ticks, input.Frames);
    }
}
