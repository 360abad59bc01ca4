using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Proscenium.Engine.Dsp;
using Proscenium.Files;

namespace Proscenium.Live.Servers;

/// <summary>The devices of PortAudio to open.</summary>
/// <param name="Input">Where sound comes from: see <see cref="PortAudioDevices.Find"/>.</param>
/// <param name="Output">Where the drivers are.</param>
/// <param name="SampleRate">Samples per second; they are opened at no other.</param>
/// <param name="BlockFrames">Frames of a block.</param>
sealed record PortAudioSettings(string? Input, string? Output, int SampleRate, int BlockFrames);

/// <summary>An input and an output device of PortAudio, the same or different ones, that run as one stream.</summary>
sealed unsafe class PortAudioServer : ISoundServer
{
    /// <summary>Rates that are tested for an error message.</summary>
    static readonly int[] _rates = [16000, 22050, 32000, 44100, 48000, 88200, 96000, 176400, 192000];

    readonly PortAudioDevices _devices = new();
    readonly SoundPorts _ports;
    readonly int _inputChannels, _outputChannels;
    readonly AudioBuffer _received, _played;
    readonly GCHandle _self;
    readonly nint _stream;
    IBlockProcessor? _processor;
    long _xruns;
    bool _running, _closed;

    /// <summary>Opens the devices.</summary>
    /// <param name="settings">Which, and how.</param>
    /// <param name="ports">The first channels of the devices, in order.</param>
    /// <exception cref="SoundException">They are not there, or refuse.</exception>
    public PortAudioServer(PortAudioSettings settings, SoundPorts ports)
    {
        (SampleRate, BlockFrames, _ports) = (settings.SampleRate, settings.BlockFrames, ports);
        using MutedNativeOutput muted = new();
        try
        {
            Input = _devices.Find(settings.Input, SoundDirection.Input);
            Output = _devices.Find(settings.Output, SoundDirection.Output);
            RequireOneHostApi();
            RequireChannels();
            (_inputChannels, _outputChannels) = (MinChannels(SoundDirection.Input), MinChannels(SoundDirection.Output));
            (_received, _played) = (new(ports.Inputs.Count, BlockFrames), new(ports.Outputs.Count, BlockFrames));
            _self = GCHandle.Alloc(this);
            LibPortAudio.StreamParameters input = Parameters(SoundDirection.Input, _inputChannels), output = Parameters(SoundDirection.Output, _outputChannels);
            nint stream = 0;
            Require(LibPortAudio.OpenStream(&stream, &input, &output, SampleRate, (nuint)BlockFrames, 0, &Process, GCHandle.ToIntPtr(_self)));
            _stream = stream;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where sound comes from.</summary>
    public PortAudioDevice Input { get; }

    /// <summary>Where the drivers are.</summary>
    public PortAudioDevice Output { get; }

    /// <inheritdoc/>
    public string Name => $"PortAudio, from '{Input}' to '{Output}'";

    /// <inheritdoc/>
    public int SampleRate { get; }

    /// <inheritdoc/>
    public int BlockFrames { get; }

    /// <inheritdoc/>
    public long Xruns => Volatile.Read(ref _xruns);

    /// <inheritdoc/>
    public double Load => IsRunning ? LibPortAudio.CpuLoad(_stream) : 0;

    /// <inheritdoc/>
    public bool IsRunning => _running && LibPortAudio.IsStreamActive(_stream) == 1;

    /// <inheritdoc/>
    public IReadOnlyList<string> Connections =>
        [.. _ports.Inputs.Select((name, n) => $"{name} < {Input}, channel {n + 1}"), .. _ports.Outputs.Select((name, n) => $"{name} > {Output}, channel {n + 1}")];

    /// <inheritdoc/>
    public int AddedLatencyFrames => _running ? (int)Math.Round((LibPortAudio.InfoOf(_stream)->InputLatency + LibPortAudio.InfoOf(_stream)->OutputLatency) * SampleRate) : 0;

    /// <inheritdoc/>
    public void Start(IBlockProcessor processor)
    {
        Rehearse();
        _processor = processor;
        using MutedNativeOutput muted = new();
        Require(LibPortAudio.StartStream(_stream));
        _running = true;
    }

    /// <summary>There is nobody to tell.</summary>
    public void SetLatency(int frames)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_closed) return;
        _closed = true;
        using MutedNativeOutput muted = new();
        if (_running) _ = LibPortAudio.AbortStream(_stream);
        _running = false;
        if (_stream != 0) _ = LibPortAudio.CloseStream(_stream);
        if (_self.IsAllocated) _self.Free();
        _devices.Dispose();
    }

    const string OtherDevices = "choose other devices";

    /// <summary>The error message of a refusal.</summary>
    /// <param name="error">The library's error code.</param>
    /// <param name="devices">The devices.</param>
    /// <param name="rate">The rate asked for.</param>
    /// <param name="rates">Rates that work.</param>
    /// <param name="host">What the system said, or nothing.</param>
    public static Fault Refusal(int error, string devices, int rate, IReadOnlyList<int> rates, string host) => error switch
    {
        LibPortAudio.InvalidSampleRate when rates.Count == 0 => new(ErrorCodes.DeviceUnavailable, $"{devices}: {rate} Hz is refused, and no usual rate works for both: choose other devices"),
        LibPortAudio.InvalidSampleRate => new(ErrorCodes.DeviceRateRefused, $"{devices}: {rate} Hz is refused", $"take {string.Join(", ", rates)} Hz", string.Join(", ", rates)),
        LibPortAudio.InvalidChannelCount => new(ErrorCodes.DeviceRefused, $"{devices}: so many channels are refused", OtherDevices),
        LibPortAudio.DeviceUnavailable => new(ErrorCodes.DeviceUnavailable, $"{devices}: in use by another program, or gone: close that program, or plug it in again"),
        LibPortAudio.BadCombination => new(ErrorCodes.DeviceUnavailable, $"{devices}: cannot be opened together: one was unplugged or is in use, or use one device for both"),
        LibPortAudio.UnanticipatedHostError => new(ErrorCodes.DeviceUnavailable, $"{devices}: the system refuses{(host.Length > 0 ? $" ({host})" : "")}: close other programs that use them, or choose other devices"),
        _ => new(ErrorCodes.DeviceRefused, $"{devices}: {LibPortAudio.Text(LibPortAudio.ErrorText(error))}", OtherDevices),
    };

    void Require(int error)
    {
        if (error == LibPortAudio.NoError) return;
        int[] rates = error == LibPortAudio.InvalidSampleRate ? Array.FindAll(_rates, rate => IsSupported(Parameters(SoundDirection.Input, _inputChannels), Parameters(SoundDirection.Output, _outputChannels), rate)) : [];
        string host = LibPortAudio.LastHostError() is var hostError && hostError is not null ? LibPortAudio.Text(hostError->Text) : "";
        throw new SoundException(Refusal(error, Name, SampleRate, rates, host));
    }

    void RequireOneHostApi()
    {
        if (Input.HostApi != Output.HostApi) throw new SoundException(new Fault(ErrorCodes.DeviceUnfit, $"{Name}: {Input.HostApi} and {Output.HostApi} cannot run as one: name an input and an output of the same"));
    }

    void RequireChannels()
    {
        if (Input.Inputs < _ports.Inputs.Count) throw new SoundException(new Fault(ErrorCodes.InputUnfit, $"'{Input}' brings {Count(Input.Inputs)}, the plan takes {_ports.Inputs.Count} ({string.Join(", ", _ports.Inputs)})", "choose another input"));
        if (Output.Outputs < _ports.Outputs.Count) throw new SoundException(new Fault(ErrorCodes.OutputUnfit, $"'{Output}' has {Count(Output.Outputs)} for {_ports.Outputs.Count} ({string.Join(", ", _ports.Outputs)})", "choose another output, or a plan for fewer drivers"));
    }

    static string Count(int channels) => channels == 1 ? "1 channel" : $"{channels} channels";

    /// <summary>As many channels as are needed where the device can be opened so, else all: what is not fed stays silent.</summary>
    int MinChannels(SoundDirection direction)
    {
        (int needed, int all) = direction == SoundDirection.Input ? (_ports.Inputs.Count, Input.Inputs) : (_ports.Outputs.Count, Output.Outputs);
        LibPortAudio.StreamParameters parameters = Parameters(direction, needed);
        int error = direction == SoundDirection.Input ? LibPortAudio.IsFormatSupported(&parameters, null, SampleRate) : LibPortAudio.IsFormatSupported(null, &parameters, SampleRate);
        return error == LibPortAudio.InvalidChannelCount ? all : needed;
    }

    static bool IsSupported(LibPortAudio.StreamParameters input, LibPortAudio.StreamParameters output, int rate) =>
        LibPortAudio.IsFormatSupported(&input, &output, rate) == LibPortAudio.NoError;

    LibPortAudio.StreamParameters Parameters(SoundDirection direction, int channels) => new()
    {
        Device = direction == SoundDirection.Input ? Input.Index : Output.Index,
        Channels = channels,
        Format = new(LibPortAudio.PlanarFloat),
        Latency = direction == SoundDirection.Input ? Input.InputLatency : Output.OutputLatency,
    };

    /// <summary>Compiles the audio thread's code by a run on silence.</summary>
    void Rehearse()
    {
        delegate* unmanaged[Cdecl]<float**, float**, CULong, nint, CULong, nint, int> process = &Process;
        float*[] channels = new float*[Math.Max(_inputChannels, _outputChannels)];
        fixed (float* silence = new float[BlockFrames])
        fixed (float** block = channels)
        {
            for (int channel = 0; channel < channels.Length; channel++) channels[channel] = silence;
            process(block, block, new((uint)BlockFrames), 0, new(LibPortAudio.LostSound), GCHandle.ToIntPtr(_self));
        }
        _xruns = 0;
    }

    void Process(float** input, float** output, int frames)
    {
        for (int start = 0; start < frames; start += BlockFrames)
        {
            int count = Math.Min(BlockFrames, frames - start);
            AudioBlock received = _received.Block(count), played = _played.Block(count);
            for (int channel = 0; channel < received.Channels; channel++) Receive(input, channel, start, received[channel]);
            _processor?.Process(received, played);
            for (int channel = 0; channel < _outputChannels; channel++) Play(played, channel, new(output[channel] + start, count));
        }
    }

    /// <summary>A device may have nothing to bring yet.</summary>
    static void Receive(float** input, int channel, int start, Span<float> received)
    {
        if (input is null) received.Clear();
        else new ReadOnlySpan<float>(input[channel] + start, received.Length).CopyTo(received);
    }

    /// <summary>A driver's feed, or silence for a channel without a driver.</summary>
    internal static void Play(ReadOnlyAudioBlock played, int channel, Span<float> device)
    {
        if (channel < played.Channels) played[channel].CopyTo(device);
        else device.Clear();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Process(float** input, float** output, CULong frames, nint times, CULong flags, nint self)
    {
        PortAudioServer server = Unsafe.As<PortAudioServer>(GCHandle.FromIntPtr(self).Target!);
        if ((flags.Value & LibPortAudio.LostSound) != 0) Interlocked.Increment(ref server._xruns);
        server.Process(input, output, (int)frames.Value);
        return 0;
    }
}
