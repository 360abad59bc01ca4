using Proscenium.Engine.Dsp;

namespace Proscenium.Live.Servers;

/// <summary>Processes sound on the audio thread: a channel for each input and output, blocks of any length.</summary>
public interface IBlockProcessor
{
    /// <summary>Fills the outputs; neither allocates nor waits nor throws.</summary>
    void Process(ReadOnlyAudioBlock input, AudioBlock output);
}

/// <summary>A sound server or device that calls a processor with blocks.</summary>
public interface ISoundServer : IDisposable
{
    /// <summary>Its name for people, such as <c>JACK server 'default'</c>.</summary>
    string Name { get; }

    /// <summary>Samples per second.</summary>
    int SampleRate { get; }

    /// <summary>Frames of its usual block; may change while it runs.</summary>
    int BlockFrames { get; }

    /// <summary>Blocks that came too late since the start.</summary>
    long Xruns { get; }

    /// <summary>Share of the time that audio takes, 0 to 1.</summary>
    double Load { get; }

    /// <summary>False before the start, and once the server has gone or the device was unplugged.</summary>
    bool IsRunning { get; }

    /// <summary>The connections of inputs and outputs, a line for people each.</summary>
    IReadOnlyList<string> Connections { get; }

    /// <summary>Frames that pass between the processor and the loudspeakers, and between where sound comes from and the processor, as far as known.</summary>
    int AddedLatencyFrames => 0;

    /// <summary>Begins to call a processor.</summary>
    void Start(IBlockProcessor processor);

    /// <summary>Reports the processor's latency in samples to a server that takes it.</summary>
    void SetLatency(int frames);

    /// <summary>Handles the server's events off the audio thread, such as new ports to connect; returns a line for people about each. Call it some times a second.</summary>
    IReadOnlyList<string> PumpServerEvents() => [];
}
