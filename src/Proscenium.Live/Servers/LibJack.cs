using System.Runtime.InteropServices;
using System.Text;
using Proscenium.Files;

namespace Proscenium.Live.Servers;

/// <summary>
/// The functions of a JACK library, jackd's or PipeWire's, by their addresses: nothing is looked up while sound plays, and two libraries may
/// be open at once.
/// </summary>
sealed unsafe class LibJack
{
    /// <summary>Bits of <c>jack_options_t</c>, <c>jack_status_t</c> and <c>JackPortFlags</c>.</summary>
    public const int NoStartServer = 1, ServerNamed = 4, NameNotUnique = 4, ServerFailed = 0x10, InputPort = 1, OutputPort = 2, PhysicalPort = 4;

    /// <summary>Values of <c>jack_latency_callback_mode_t</c>: capture, back to the sources, or playback, on to the destinations.</summary>
    public const int CaptureLatency = 0, PlaybackLatency = 1;

    static readonly string[] _usualNames = OperatingSystem.IsWindows() ? ["libjack64.dll"]
        : OperatingSystem.IsMacOS() ? ["libjack.0.dylib", "/usr/local/lib/libjack.0.dylib", "/opt/homebrew/lib/libjack.0.dylib"] : ["libjack.so.0"];

    static LibJack? _usual;

    readonly nint _library;
    readonly delegate* unmanaged[Cdecl]<byte*, int, int*, byte*, nint, nint, nint, nint, byte*, nint> _open;
    readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, nuint, nuint, nint> _registerPort;
    readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, int> _connect, _disconnect;
    readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, nuint, byte**> _ports;
    readonly delegate* unmanaged[Cdecl]<nint, nint, byte**> _allConnections;
    readonly delegate* unmanaged[Cdecl]<nint, byte*, nint> _portByName;
    readonly delegate* unmanaged[Cdecl]<nint, byte*> _clientName, _portName;
    readonly delegate* unmanaged[Cdecl]<byte*> _version;
    readonly delegate* unmanaged[Cdecl]<nint, void> _free;

    LibJack(nint library)
    {
        _library = library;
        _open = (delegate* unmanaged[Cdecl]<byte*, int, int*, byte*, nint, nint, nint, nint, byte*, nint>)Function("jack_client_open");
        _registerPort = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, nuint, nuint, nint>)Function("jack_port_register");
        _connect = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, int>)Function("jack_connect");
        _disconnect = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, int>)Function("jack_disconnect");
        _ports = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, nuint, byte**>)Function("jack_get_ports");
        _allConnections = (delegate* unmanaged[Cdecl]<nint, nint, byte**>)Function("jack_port_get_all_connections");
        _portByName = (delegate* unmanaged[Cdecl]<nint, byte*, nint>)Function("jack_port_by_name");
        _clientName = (delegate* unmanaged[Cdecl]<nint, byte*>)Function("jack_get_client_name");
        _portName = (delegate* unmanaged[Cdecl]<nint, byte*>)Function("jack_port_name");
        _version = (delegate* unmanaged[Cdecl]<byte*>)Function("jack_get_version_string");
        _free = (delegate* unmanaged[Cdecl]<nint, void>)Function("jack_free");
        Close = (delegate* unmanaged[Cdecl]<nint, int>)Function("jack_client_close");
        Activate = (delegate* unmanaged[Cdecl]<nint, int>)Function("jack_activate");
        Deactivate = (delegate* unmanaged[Cdecl]<nint, int>)Function("jack_deactivate");
        SampleRate = (delegate* unmanaged[Cdecl]<nint, uint>)Function("jack_get_sample_rate");
        BufferSize = (delegate* unmanaged[Cdecl]<nint, uint>)Function("jack_get_buffer_size");
        IsRealTime = (delegate* unmanaged[Cdecl]<nint, int>)Function("jack_is_realtime");
        ThreadId = (delegate* unmanaged[Cdecl]<nint, nint>)Function("jack_client_thread_id");
        Load = (delegate* unmanaged[Cdecl]<nint, float>)Function("jack_cpu_load");
        PortBuffer = (delegate* unmanaged[Cdecl]<nint, uint, float*>)Function("jack_port_get_buffer");
        PortLatency = (delegate* unmanaged[Cdecl]<nint, int, LatencyRange*, void>)Function("jack_port_get_latency_range");
        SetPortLatency = (delegate* unmanaged[Cdecl]<nint, int, LatencyRange*, void>)Function("jack_port_set_latency_range");
        RecomputeLatencies = (delegate* unmanaged[Cdecl]<nint, int>)Function("jack_recompute_total_latencies");
        OnShutdown = (delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<nint, void>, nint, void>)Function("jack_on_shutdown");
        OnProcess = (delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<uint, nint, int>, nint, int>)Function("jack_set_process_callback");
        OnBufferSize = (delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<uint, nint, int>, nint, int>)Function("jack_set_buffer_size_callback");
        OnSampleRate = (delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<uint, nint, int>, nint, int>)Function("jack_set_sample_rate_callback");
        OnXrun = (delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<nint, int>, nint, int>)Function("jack_set_xrun_callback");
        OnLatency = (delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<int, nint, void>, nint, int>)Function("jack_set_latency_callback");
        OnPort = (delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<uint, int, nint, void>, nint, int>)Function("jack_set_port_registration_callback");
        OnConnection = (delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<uint, uint, int, nint, void>, nint, int>)Function("jack_set_port_connect_callback");
        var silence = (delegate* unmanaged[Cdecl]<byte*, void>)&Silence;
        ((delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<byte*, void>, void>)Function("jack_set_error_function"))(silence);
        ((delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<byte*, void>, void>)Function("jack_set_info_function"))(silence);
    }

    /// <summary>Functions of a client that return a number.</summary>
    public readonly delegate* unmanaged[Cdecl]<nint, int> Close, Activate, Deactivate, IsRealTime, RecomputeLatencies;

    /// <summary>Samples per second, frames of a block.</summary>
    public readonly delegate* unmanaged[Cdecl]<nint, uint> SampleRate, BufferSize;

    /// <summary>The audio thread of a client, as the system's thread library knows it.</summary>
    public readonly delegate* unmanaged[Cdecl]<nint, nint> ThreadId;

    /// <summary>Load of the whole server in percent.</summary>
    public readonly delegate* unmanaged[Cdecl]<nint, float> Load;

    /// <summary>A port's samples of this block.</summary>
    public readonly delegate* unmanaged[Cdecl]<nint, uint, float*> PortBuffer;

    /// <summary>The latencies of a port.</summary>
    public readonly delegate* unmanaged[Cdecl]<nint, int, LatencyRange*, void> PortLatency, SetPortLatency;

    /// <summary>Registers the callback for the end of the server.</summary>
    public readonly delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<nint, void>, nint, void> OnShutdown;

    /// <summary>Register callbacks that take a number of frames.</summary>
    public readonly delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<uint, nint, int>, nint, int> OnProcess, OnBufferSize, OnSampleRate;

    /// <summary>Registers the callback for xruns.</summary>
    public readonly delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<nint, int>, nint, int> OnXrun;

    /// <summary>Registers the latency callback.</summary>
    public readonly delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<int, nint, void>, nint, int> OnLatency;

    /// <summary>Registers the callback for ports that come and go.</summary>
    public readonly delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<uint, int, nint, void>, nint, int> OnPort;

    /// <summary>Registers the callback for connections that are made and broken.</summary>
    public readonly delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<uint, uint, int, nint, void>, nint, int> OnConnection;

    /// <summary>The library's version text.</summary>
    public string Version => Text(_version()) ?? "";

    /// <summary>True for PipeWire's library.</summary>
    public bool IsPipeWire => Version.Contains("PipeWire", StringComparison.Ordinal);

    /// <summary>The library of this machine.</summary>
    /// <exception cref="SoundException">There is none.</exception>
    public static LibJack Usual => _usual ??= LoadAny(_usualNames);

    /// <summary>The first of some libraries that is there.</summary>
    /// <exception cref="SoundException">None is.</exception>
    public static LibJack OpenAny(params ReadOnlySpan<string> names) => LoadAny(names);

    /// <summary>Opens a client; zero on failure.</summary>
    /// <remarks><c>jack_client_open</c> takes the server's name as a variable argument. Those come in registers like others, on Apple's ARM
    /// on the stack, behind all eight registers: so it is handed over in both places.</remarks>
    public nint OpenClient(string name, string? server, out int status)
    {
        fixed (byte* nameText = Bytes(name), serverText = Bytes(server ?? ""))
        fixed (int* statusPointer = &status)
            return _open(nameText, NoStartServer | (server is null ? 0 : ServerNamed), statusPointer, serverText, 0, 0, 0, 0, serverText);
    }

    /// <summary>Registers an audio port; zero on failure.</summary>
    public nint RegisterPort(nint client, string name, int direction)
    {
        fixed (byte* nameText = Bytes(name), type = "32 bit float mono audio"u8) return _registerPort(client, nameText, type, (nuint)direction, 0);
    }

    /// <summary>Connects two ports; true where they are connected now.</summary>
    public bool Connect(nint client, string from, string to)
    {
        const int alreadyConnected = 17; // EEXIST
        fixed (byte* source = Bytes(from), destination = Bytes(to)) return _connect(client, source, destination) is 0 or alreadyConnected;
    }

    /// <summary>Removes a connection; true where it existed.</summary>
    public bool Disconnect(nint client, string from, string to)
    {
        fixed (byte* source = Bytes(from), destination = Bytes(to)) return _disconnect(client, source, destination) == 0;
    }

    /// <summary>Full names of the ports for sound with some flags, in the server's order.</summary>
    public IReadOnlyList<string> Ports(nint client, int flags)
    {
        fixed (byte* type = "32 bit float mono audio"u8) return Names(_ports(client, null, type, (nuint)flags));
    }

    /// <summary>Full names of the ports that a port is connected to.</summary>
    public IReadOnlyList<string> Connections(nint client, string port)
    {
        fixed (byte* name = Bytes(port))
            return _portByName(client, name) is var found and not 0 ? Names(_allConnections(client, found)) : [];
    }

    /// <summary>The name that a client got.</summary>
    public string ClientName(nint client) => Text(_clientName(client)) ?? "";

    /// <summary>The full name of a port.</summary>
    public string PortName(nint port) => Text(_portName(port)) ?? "";

    static LibJack LoadAny(ReadOnlySpan<string> names)
    {
        foreach (string name in names)
            if (NativeLibrary.TryLoad(name, out nint library)) return new(library);
        throw new SoundException(new Fault(ErrorCodes.ProgramMissing, $"no JACK library ({names[0]}) is on this machine: install JACK or PipeWire's own (Debian: apt-get install jackd2, or pipewire-jack and run by pw-jack)"));
    }

    nint Function(string name) => NativeLibrary.TryGetExport(_library, name, out nint address) ? address
        : throw new SoundException(new Fault(ErrorCodes.ProgramMissing, $"the JACK library lacks {name}: install a newer one"));

    /// <summary>Discards the library's messages: the status codes say more.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    static void Silence(byte* words)
    {
    }

    List<string> Names(byte** list)
    {
        if (list is null) return [];
        List<string> names = [];
        for (byte** entry = list; *entry is not null; entry++) names.Add(Text(*entry)!);
        _free((nint)list);
        return names;
    }

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text + '\0');

    static string? Text(byte* text) => Marshal.PtrToStringUTF8((nint)text);
}

/// <summary><c>jack_latency_range_t</c>: the shortest and the longest latency, in frames.</summary>
struct LatencyRange
{
    public uint Shortest, Longest;
}
