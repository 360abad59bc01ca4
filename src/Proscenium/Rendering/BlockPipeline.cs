using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Proscenium.Engine.Dsp;

namespace Proscenium.Rendering;

/// <summary>Fills a block with input; returns the frames read, less than asked only at the end.</summary>
delegate int BlockSource(AudioBlock block);

/// <summary>Turns a block of input into one of output, as many frames.</summary>
delegate void BlockProcess(ReadOnlyAudioBlock input, AudioBlock output);

/// <summary>
/// Reads, processes and writes a whole file block by block, at the same time: reading and writing have threads of their own, the work goes
/// on in the thread that asked for it. A few blocks are on their way at most, so memory does not grow with the file.
/// </summary>
/// <param name="inputs">Channels read.</param>
/// <param name="outputs">Channels written.</param>
sealed class BlockPipeline(int inputs, int outputs)
{
    const int BlockFrames = 8192, BlocksOnTheWay = 4, PatienceMilliseconds = 500;

    /// <summary>The largest block that is passed on.</summary>
    public static int MaxFrames => BlockFrames;

    /// <summary>Runs from the source's beginning to its end, and on until what was processed has rung out.</summary>
    /// <param name="source">Fills blocks on a thread of its own.</param>
    /// <param name="process">Processes each block on this thread.</param>
    /// <param name="sink">Takes each block of output on a thread of its own.</param>
    /// <param name="ringOut">Frames of silence processed after the source's end.</param>
    /// <param name="progress">Told the frames processed so far, may be null.</param>
    /// <param name="cancel">Ends the run between blocks.</param>
    /// <returns>Frames read.</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public long Run(BlockSource source, BlockProcess process, Action<ReadOnlyAudioBlock> sink, long ringOut, Action<long>? progress = null, CancellationToken cancel = default)
    {
        CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancel); // not disposed: a source that waits may outlive the run
        BlockQueue read = new(inputs), done = new(outputs);
        long frames = 0;
        Task reading = Stage(() => frames = Read(source, read, ringOut, ended.Token), read, ended);
        Task writing = Stage(() => Write(done, sink, ended.Token), null, ended);
        Task working = Task.CompletedTask;
        try
        {
            Work(read, done, process, progress, ended.Token);
        }
        catch (Exception e)
        {
            working = Task.FromException(e);
            ended.Cancel();
        }
        done.Full.CompleteAdding();
        Finish(ended.Token, reading, writing, working);
        cancel.ThrowIfCancellationRequested();
        return frames;
    }

    /// <summary>A stage on a thread of its own; where it fails, all end.</summary>
    static Task Stage(Action action, BlockQueue? fills, CancellationTokenSource ended) => Task.Factory.StartNew(() =>
    {
        try
        {
            action();
        }
        catch
        {
            ended.Cancel();
            throw;
        }
        finally
        {
            fills?.Full.CompleteAdding();
        }
    }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Waits for all stages, once ended not long for a source that waits itself, and throws what went wrong first rather than what followed from it.</summary>
    static void Finish(CancellationToken ended, params Task[] stages)
    {
        Task all = Task.WhenAll(stages);
        while (!((IAsyncResult)all).AsyncWaitHandle.WaitOne(PatienceMilliseconds) && !ended.IsCancellationRequested)
        {
        }
        Exception[] faults = [.. stages.SelectMany(stage => stage.Exception?.InnerExceptions ?? Enumerable.Empty<Exception>())];
        if ((faults.FirstOrDefault(fault => fault is not OperationCanceledException) ?? faults.FirstOrDefault()) is { } first)
            ExceptionDispatchInfo.Throw(first);
    }

    static long Read(BlockSource source, BlockQueue belt, long ringOut, CancellationToken ended)
    {
        long frames = 0;
        while (true)
        {
            AudioBuffer buffer = belt.Empty.Take(ended);
            int count = source(buffer.Block());
            if (count == 0)
            {
                RingOut(buffer, belt, ringOut, ended);
                return frames;
            }
            frames += count;
            belt.Full.Add((buffer, count, IsSound: true), ended);
        }
    }

    static void RingOut(AudioBuffer buffer, BlockQueue belt, long frames, CancellationToken ended)
    {
        for (long left = frames; left > 0; left -= BlockFrames)
        {
            buffer.Block().Clear();
            belt.Full.Add((buffer, (int)Math.Min(left, BlockFrames), IsSound: false), ended);
            buffer = belt.Empty.Take(ended);
        }
    }

    static void Work(BlockQueue read, BlockQueue done, BlockProcess process, Action<long>? progress, CancellationToken ended)
    {
        long frames = 0;
        foreach ((AudioBuffer input, int count, bool isSound) in read.Full.GetConsumingEnumerable(ended))
        {
            AudioBuffer output = done.Empty.Take(ended);
            process(input.Block(count), output.Block(count));
            read.Empty.Add(input, ended);
            done.Full.Add((output, count, isSound), ended);
            if (isSound) progress?.Invoke(frames += count);
        }
    }

    static void Write(BlockQueue belt, Action<ReadOnlyAudioBlock> sink, CancellationToken ended)
    {
        foreach ((AudioBuffer output, int count, _) in belt.Full.GetConsumingEnumerable(ended))
        {
            sink(output.Block(count));
            belt.Empty.Add(output, ended);
        }
    }

    /// <summary>Buffers that go round between two stages, full one way and empty the other.</summary>
    sealed class BlockQueue
    {
        public BlockQueue(int channels)
        {
            for (int i = 0; i < BlocksOnTheWay; i++) Empty.Add(new AudioBuffer(channels, BlockFrames));
        }

        public BlockingCollection<AudioBuffer> Empty { get; } = [];

        public BlockingCollection<(AudioBuffer Buffer, int Frames, bool IsSound)> Full { get; } = [];
    }
}
