using Proscenium.Engine.Dsp;
using Proscenium.Live.Servers;

namespace Proscenium.Tests.Measuring;

/// <summary>A sound card whose outputs come back at its inputs by way of drivers, room and ears, a block later; as fast as it can.</summary>
sealed class SimulatedSoundCard(VirtualEars ears, int sampleRate, int drivers, int inputs) : ISoundServer
{
    const int Frames = 256;

    readonly AudioBuffer _played = new(drivers, Frames), _heard = new(3, Frames);
    Thread? _thread;
    volatile bool _ended;
    long _blocks;

    /// <summary>Names of the inputs.</summary>
    public static string[] Names => ["left ear", "right ear", "loopback"];

    public string Name => "simulated card";

    public int SampleRate => sampleRate;

    public int BlockFrames => Frames;

    /// <summary>One in so many blocks comes too late; 0 for none.</summary>
    public int LateBlocks { get; init; }

    /// <summary>The block after which it is unplugged; 0 for never.</summary>
    public long UnpluggedAfter { get; init; }

    public long Xruns => LateBlocks == 0 ? 0 : Volatile.Read(ref _blocks) / LateBlocks;

    public double Load => 0;

    public bool IsRunning => _thread is not null && !_ended;

    public IReadOnlyList<string> Connections => [.. Names.Take(inputs).Select((name, n) => $"{name} < in {n + 1}")];

    public void SetLatency(int frames)
    {
    }

    public void Start(IBlockProcessor processor)
    {
        _thread = new(() =>
        {
            for (; !_ended; _ended |= UnpluggedAfter > 0 && _blocks > UnpluggedAfter)
            {
                processor.Process(_heard.Block().Rows(0, inputs), _played.Block());
                ears.Process(_played.Block(), _heard.Block());
                Volatile.Write(ref _blocks, _blocks + 1);
            }
        });
        _thread.Start();
    }

    public void Dispose()
    {
        _ended = true;
        _thread?.Join();
    }
}
