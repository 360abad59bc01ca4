using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Proscenium.Engine.Dsp;
using Proscenium.Files;

namespace Proscenium.Live.Servers;

/// <summary>A client of a JACK server, or of PipeWire through its JACK library: a port for every channel.</summary>
/// <remarks>The server calls back on threads of its own. All but the one for sound only set fields, which <see cref="PumpServerEvents"/> acts on.</remarks>
sealed unsafe partial class JackServer : ISoundServer
{
    const int DefaultMaxFrames = 8192;

    readonly LibJack _jack;
    readonly JackConnections? _connections;
    readonly nint _client;
    readonly nint[] _inputs, _outputs;
    readonly GCHandle _self;
    readonly List<string> _notes = [];
    BlockMemory _memory;
    IBlockProcessor? _processor;
    int _sampleRate, _blockFrames, _latencyFrames, _portsChanged, _gone, _closed;
    long _xruns;
    bool _running;

    /// <summary>Opens a client.</summary>
    /// <param name="jack">The library.</param>
    /// <param name="server">The server's name, or null for the usual one.</param>
    /// <param name="client">The client's name; a number is added where it is taken.</param>
    /// <param name="ports">The ports to register.</param>
    /// <param name="connections">The connections to have, or null for none.</param>
    /// <exception cref="SoundException">There is no such server, or it refuses.</exception>
    public JackServer(LibJack jack, string? server, string client, SoundPorts ports, JackConnections? connections = null)
    {
        (_jack, _connections) = (jack, connections);
        string named = server ?? Environment.GetEnvironmentVariable("JACK_DEFAULT_SERVER") ?? "default";
        Name = jack.IsPipeWire ? "PipeWire, through its JACK library" : $"JACK server '{named}'";
        _client = jack.OpenClient(client, server, out int status);
        if (_client == 0) throw new SoundException(new Fault(ErrorCodes.ServerUnavailable, Refusal(status, named)));
        ClientName = jack.ClientName(_client);
        if ((status & LibJack.NameNotUnique) != 0 || ClientName != client) _notes.Add($"the client name '{client}' is in use: this client is '{ClientName}'.");
        (_sampleRate, _blockFrames) = ((int)jack.SampleRate(_client), (int)jack.BufferSize(_client));
        _self = GCHandle.Alloc(this);
        _memory = new(ports, Math.Max(DefaultMaxFrames, _blockFrames));
        try
        {
            (IReadOnlyList<string> inputs, IReadOnlyList<string> outputs) = PortNames.Of(ports);
            _inputs = Register(inputs, LibJack.InputPort);
            _outputs = Register(outputs, LibJack.OutputPort);
        }
        catch
        {
            Close();
            throw;
        }
        (InputPorts, OutputPorts) = (Array.ConvertAll(_inputs, jack.PortName), Array.ConvertAll(_outputs, jack.PortName));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The name that the server gave.</summary>
    public string ClientName { get; }

    /// <summary>Full names of the ports, in the order of the channels.</summary>
    public IReadOnlyList<string> InputPorts { get; }

    /// <inheritdoc cref="InputPorts"/>
    public IReadOnlyList<string> OutputPorts { get; }

    /// <inheritdoc/>
    public int SampleRate => Volatile.Read(ref _sampleRate);

    /// <inheritdoc/>
    public int BlockFrames => Volatile.Read(ref _blockFrames);

    /// <inheritdoc/>
    public long Xruns => Volatile.Read(ref _xruns);

    /// <inheritdoc/>
    public double Load => IsRunning ? _jack.Load(_client) / 100 : 0;

    /// <inheritdoc/>
    public bool IsRunning => _running && !IsGone;

    /// <inheritdoc/>
    public IReadOnlyList<string> Connections
    {
        get
        {
            if (IsGone) return [];
            return [.. InputPorts.Select(port => $"{Short(port)} < {Joined(port)}"), .. OutputPorts.Select(port => $"{Short(port)} > {Joined(port)}")];
        }
    }

    /// <inheritdoc/>
    public int AddedLatencyFrames => IsGone ? 0 : (int)(Range(_inputs, LibJack.CaptureLatency).Longest + Range(_outputs, LibJack.PlaybackLatency).Longest);

    bool IsGone => Volatile.Read(ref _gone) != 0;

    /// <inheritdoc/>
    public void Start(IBlockProcessor processor)
    {
        nint self = GCHandle.ToIntPtr(_self);
        _jack.OnShutdown(_client, &Gone, self);
        _jack.OnProcess(_client, &Process, self);
        _jack.OnBufferSize(_client, &BufferSizeChanged, self);
        _jack.OnSampleRate(_client, &SampleRateChanged, self);
        _jack.OnXrun(_client, &CameLate, self);
        _jack.OnLatency(_client, &TellLatency, self);
        _jack.OnPort(_client, &PortChanged, self);
        _jack.OnConnection(_client, &ConnectionChanged, self);
        Rehearse(self);
        _processor = processor;
        if (_jack.Activate(_client) != 0) throw new SoundException(new Fault(ErrorCodes.ServerUnavailable, $"{Name}: would not start '{ClientName}': try again, or restart the server"));
        _running = true;
        NoteScheduling();
        Volatile.Write(ref _portsChanged, 1);
    }

    /// <inheritdoc/>
    public void SetLatency(int frames)
    {
        if (Interlocked.Exchange(ref _latencyFrames, frames) != frames && IsRunning) _jack.RecomputeLatencies(_client);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> PumpServerEvents()
    {
        List<string> messages = [.. _notes];
        _notes.Clear();
        if (_connections is not null && IsRunning) messages.AddRange(_connections.PumpServerEvents(this, changed: Interlocked.Exchange(ref _portsChanged, 0) != 0));
        return messages;
    }

    /// <summary>Full names of other clients' ports for sound, in the server's order.</summary>
    public IReadOnlyList<string> OthersPorts(int flags) => [.. _jack.Ports(_client, flags).Where(port => !port.StartsWith(ClientName + ":", StringComparison.Ordinal))];

    /// <summary>The ports that a port is connected to.</summary>
    public IReadOnlyList<string> ConnectionsOf(string port) => _jack.Connections(_client, port);

    /// <summary>Connects two ports; true where they are connected now.</summary>
    public bool Connect(string from, string to) => _jack.Connect(_client, from, to);

    /// <summary>Removes a connection; true where it existed.</summary>
    public bool Disconnect(string from, string to) => _jack.Disconnect(_client, from, to);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (IsRunning) _connections?.Leave(this);
        Close();
    }

    void Close()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0) return;
        if (_running && !IsGone) _jack.Deactivate(_client);
        _running = false;
        _jack.Close(_client);
        _self.Free();
    }

    nint[] Register(IReadOnlyList<string> names, int direction)
    {
        nint[] ports = [.. names.Select(name => _jack.RegisterPort(_client, name, direction))];
        return !ports.Contains(0) ? ports : throw new SoundException(new Fault(ErrorCodes.ServerUnavailable, $"{Name}: has no room for {names.Count} more ports: close other clients, or start it with room for more"));
    }

    string Refusal(int status, string named)
    {
        if ((status & LibJack.ServerFailed) == 0) return $"{Name}: refuses a new client (status 0x{status:x}): restart the server.";
        if (_jack.IsPipeWire) return "PipeWire does not run, or is another user's: start it with 'systemctl --user start pipewire wireplumber'.";
        return $"{Name} does not run, or is another user's: start one with 'jackd{(named == "default" ? "" : $" -n {named}")} -d alsa' or qjackctl, or use PipeWire's by pw-jack.";
    }

    static string Short(string port) => port[(port.IndexOf(':') + 1)..];

    string Joined(string port) => ConnectionsOf(port) is { Count: > 0 } others ? string.Join(", ", others) : "nothing";

    /// <summary>The latency range over some ports.</summary>
    LatencyRange Range(nint[] ports, int mode)
    {
        LatencyRange whole = new() { Shortest = uint.MaxValue };
        foreach (nint port in ports)
        {
            LatencyRange range;
            _jack.PortLatency(port, mode, &range);
            (whole.Shortest, whole.Longest) = (Math.Min(whole.Shortest, range.Shortest), Math.Max(whole.Longest, range.Longest));
        }
        return ports.Length > 0 ? whole : default;
    }

    void NoteScheduling()
    {
        const int usual = 0; // SCHED_OTHER
        if (!OperatingSystem.IsLinux() || SchedulingOf(_jack.ThreadId(_client), out int policy, stackalloc int[16]) != 0 || policy != usual) return;
        _notes.Add(_jack.IsRealTime(_client) != 0
            ? "the audio thread was given no real-time rights (see 'ulimit -r'): join the group 'audio' or 'realtime', log in again, or expect dropouts at small blocks."
            : "the server runs without real-time scheduling: start it with real-time scheduling ('jackd -R'), or expect dropouts at small blocks.");
    }

    [LibraryImport("libc", EntryPoint = "pthread_getschedparam")]
    private static partial int SchedulingOf(nint thread, out int policy, Span<int> parameters);

    /// <summary>Compiles the audio thread's code by runs on no frames and on silence.</summary>
    void Rehearse(nint self)
    {
        delegate* unmanaged[Cdecl]<uint, nint, int> process = &Process;
        process(0, self);
        BlockMemory memory = _memory;
        fixed (float* silence = new float[memory.MaxFrames])
        {
            foreach (nint _ in _inputs) Receive(silence, memory.Received.Block(1)[0]);
            foreach (nint _ in _outputs) Play(memory.Played.Block(1)[0], silence);
        }
    }

    void Process(int frames)
    {
        if (_processor is not { } processor) return;
        BlockMemory memory = Volatile.Read(ref _memory);
        for (int start = 0; start < frames; start += memory.MaxFrames)
        {
            int count = Math.Min(memory.MaxFrames, frames - start);
            AudioBlock received = memory.Received.Block(count), played = memory.Played.Block(count);
            for (int channel = 0; channel < _inputs.Length; channel++) Receive(_jack.PortBuffer(_inputs[channel], (uint)frames) + start, received[channel]);
            processor.Process(received, played);
            for (int channel = 0; channel < _outputs.Length; channel++) Play(played[channel], _jack.PortBuffer(_outputs[channel], (uint)frames) + start);
        }
    }

    static void Receive(float* port, Span<float> channel) => new ReadOnlySpan<float>(port, channel.Length).CopyTo(channel);

    static void Play(ReadOnlySpan<float> channel, float* port) => channel.CopyTo(new Span<float>(port, channel.Length));

    /// <summary>Allocates for a larger block before it comes; the server stops its cycle meanwhile.</summary>
    void Prepare(int frames)
    {
        BlockMemory memory = _memory;
        if (frames > memory.MaxFrames) Volatile.Write(ref _memory, memory.ForBlocksOf(frames));
        Volatile.Write(ref _blockFrames, frames);
    }

    /// <summary>The latency through this client: that before or after it, plus the plan's.</summary>
    void TellLatency(int mode)
    {
        (nint[] other, nint[] ours) = mode == LibJack.CaptureLatency ? (_inputs, _outputs) : (_outputs, _inputs);
        LatencyRange range = Range(other, mode);
        uint latency = (uint)Volatile.Read(ref _latencyFrames);
        (range.Shortest, range.Longest) = (range.Shortest + latency, range.Longest + latency);
        foreach (nint port in ours) _jack.SetPortLatency(port, mode, &range);
    }

    static JackServer Of(nint self) => Unsafe.As<JackServer>(GCHandle.FromIntPtr(self).Target!);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Process(uint frames, nint self)
    {
        Of(self).Process((int)frames);
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int BufferSizeChanged(uint frames, nint self)
    {
        Of(self).Prepare((int)frames);
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int SampleRateChanged(uint rate, nint self)
    {
        Volatile.Write(ref Of(self)._sampleRate, (int)rate);
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int CameLate(nint self)
    {
        Interlocked.Increment(ref Of(self)._xruns);
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void TellLatency(int mode, nint self) => Of(self).TellLatency(mode);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void PortChanged(uint port, int appeared, nint self) => Volatile.Write(ref Of(self)._portsChanged, 1);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void ConnectionChanged(uint from, uint to, int made, nint self) => Volatile.Write(ref Of(self)._portsChanged, 1);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Gone(nint self) => Volatile.Write(ref Of(self)._gone, 1);

    /// <summary>Buffers of one block.</summary>
    sealed class BlockMemory(SoundPorts ports, int maxFrames)
    {
        public int MaxFrames { get; } = maxFrames;

        public AudioBuffer Received { get; } = new(ports.Inputs.Count, maxFrames);

        public AudioBuffer Played { get; } = new(ports.Outputs.Count, maxFrames);

        public BlockMemory ForBlocksOf(int frames) => new(ports, frames);
    }
}
