using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Proscenium.Engine.Dsp;
using Proscenium.Plugin.Clap;

namespace Proscenium.Tests.Plugins;

/// <summary>A small CLAP host around the built plug-in, with one instance in it.</summary>
sealed unsafe class ClapHostProgram : IDisposable
{
    readonly ClapHost* _host = Zeroed<ClapHost>();
    readonly ClapHostLog* _log = Zeroed<ClapHostLog>();
    readonly ClapHostLatency* _latency = Zeroed<ClapHostLatency>();
    readonly ClapHostParams* _params = Zeroed<ClapHostParams>();
    readonly ClapParamValue* _event = Zeroed<ClapParamValue>();
    readonly ClapPlugin* _plugin;
    readonly GCHandle<ClapHostProgram> _self;
    int _events;
    byte[] _stream = [];
    int _read;

    public ClapHostProgram(string id)
    {
        _self = new(this);
        _host->ClapVersion = ClapVersion.Current;
        _host->Data = (void*)GCHandle<ClapHostProgram>.ToIntPtr(_self);
        _host->Extension = &Extension;
        _host->RequestRestart = &RequestRestart;
        _host->RequestCallback = &RequestCallback;
        _log->Log = &Log;
        _latency->Changed = &LatencyChanged;
        _params->Rescan = &Rescan;
        fixed (byte* text = Encoding.UTF8.GetBytes(id + '\0')) _plugin = Factory->Create(Factory, _host, text);
        Assert.True(_plugin != null, id);
        Assert.NotEqual(0, _plugin->Init(_plugin));
    }

    public List<string> Said { get; } = [];

    public int Restarts { get; private set; }

    public int Callbacks { get; private set; }

    public int LatencyChanges { get; private set; }

    public int Rescans { get; private set; }

    /// <summary>The longest call of process, in milliseconds.</summary>
    public double LongestMs { get; private set; }

    public uint Latency => ((ClapLatency*)Of("clap.latency"))->Get(_plugin);

    public ClapParams* Params => (ClapParams*)Of("clap.params");

    public ClapAudioPorts* AudioPorts => (ClapAudioPorts*)Of("clap.audio-ports");

    public ClapPlugin* Plugin => _plugin;

    public static ClapFactory* Factory
    {
        get
        {
            byte* entry = (byte*)NativeLibrary.GetExport(NativeLibrary.Load(BuiltPlugins.Clap), "clap_entry"); // clap_plugin_entry: a version, then three functions
            Assert.Equal(1u, *(uint*)entry);
            Assert.NotEqual(0, ((delegate* unmanaged[Cdecl]<byte*, byte>)((void**)entry)[2])(null));
            fixed (byte* id = "clap.plugin-factory"u8) return ((delegate* unmanaged[Cdecl]<byte*, ClapFactory*>)((void**)entry)[4])(id);
        }
    }

    public void Dispose()
    {
        _plugin->Destroy(_plugin);
        _self.Dispose();
        foreach (nint memory in (nint[])[(nint)_host, (nint)_log, (nint)_latency, (nint)_params, (nint)_event]) NativeMemory.Free((void*)memory);
    }

    public void Activate(double rate = 48000)
    {
        Assert.NotEqual(0, _plugin->Activate(_plugin, rate, 1, 512)); // later blocks are longer: a host that errs
        Assert.NotEqual(0, _plugin->StartProcessing(_plugin));
    }

    public void Deactivate()
    {
        _plugin->StopProcessing(_plugin);
        _plugin->Deactivate(_plugin);
    }

    /// <summary>Calls process with an event at some frame, if any is set.</summary>
    public void Process(ReadOnlyAudioBlock input, AudioBlock output)
    {
        float** inputs = stackalloc float*[input.Channels];
        float** outputs = stackalloc float*[output.Channels];
        for (int channel = 0; channel < input.Channels; channel++) inputs[channel] = Pointer(input[channel]);
        for (int channel = 0; channel < output.Channels; channel++) outputs[channel] = Pointer(output[channel]);
        ClapAudioBuffer into = new() { Single = inputs, Channels = (uint)input.Channels }, from = new() { Single = outputs, Channels = (uint)output.Channels };
        ClapInputEvents events = Events();
        ClapProcess block = new() { SteadyTime = -1, Frames = (uint)input.Frames, Inputs = &into, Outputs = &from, InputCount = 1, OutputCount = 1, InEvents = &events };
        long start = Stopwatch.GetTimestamp();
        int status = _plugin->Process(_plugin, &block);
        LongestMs = Math.Max(LongestMs, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        if (status != 1) throw new InvalidOperationException("the plug-in does not go on");
        _events = 0;
    }

    /// <summary>Sets a parameter with the next block.</summary>
    public void Set(uint param, double value, uint frame = 0)
    {
        *_event = new() { Head = new() { Size = (uint)sizeof(ClapParamValue), Time = frame, Type = ClapParamValue.EventType }, Param = param, Value = value };
        _events = 1;
    }

    /// <summary>Hands the set parameter over without sound.</summary>
    public void Flush()
    {
        ClapInputEvents events = Events();
        Params->Flush(_plugin, &events, null);
        _events = 0;
    }

    public void OnMainThread() => _plugin->OnMainThread(_plugin);

    public double Value(uint param)
    {
        double value;
        Assert.NotEqual(0, Params->Value(_plugin, param, &value));
        return value;
    }

    public string Text(uint param, double value)
    {
        byte* text = stackalloc byte[64];
        Assert.NotEqual(0, Params->ValueToText(_plugin, param, value, text, 64));
        return Marshal.PtrToStringUTF8((nint)text)!;
    }

    public double Parse(uint param, string text)
    {
        double value;
        fixed (byte* bytes = Encoding.UTF8.GetBytes(text + '\0')) Assert.NotEqual(0, Params->TextToValue(_plugin, param, bytes, &value));
        return value;
    }

    /// <summary>The state, taken in small pieces.</summary>
    public byte[] Save()
    {
        _stream = [];
        ClapOutput output = new() { Context = _host->Data, Write = &WriteState };
        Assert.NotEqual(0, ((ClapState*)Of("clap.state"))->Save(_plugin, &output));
        return _stream;
    }

    public bool Load(byte[] state)
    {
        (_stream, _read) = (state, 0);
        ClapInput input = new() { Context = _host->Data, Read = &ReadState };
        return ((ClapState*)Of("clap.state"))->Load(_plugin, &input) != 0;
    }

    ClapInputEvents Events() => new() { Context = (void*)GCHandle<ClapHostProgram>.ToIntPtr(_self), Size = &EventCount, Get = &Event };

    void* Of(string extension)
    {
        fixed (byte* id = Encoding.UTF8.GetBytes(extension + '\0')) return _plugin->Extension(_plugin, id);
    }

    static float* Pointer(ReadOnlySpan<float> channel) => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(channel)); // buffers of the engine are pinned

    static T* Zeroed<T>() where T : unmanaged => (T*)NativeMemory.AllocZeroed((nuint)sizeof(T));

    static ClapHostProgram Self(void* data) => GCHandle<ClapHostProgram>.FromIntPtr((nint)data).Target;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void* Extension(ClapHost* host, byte* id) => Marshal.PtrToStringUTF8((nint)id) switch
    {
        "clap.log" => Self(host->Data)._log,
        "clap.latency" => Self(host->Data)._latency,
        "clap.params" => Self(host->Data)._params,
        _ => null,
    };

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void RequestRestart(ClapHost* host) => Self(host->Data).Restarts++;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void RequestCallback(ClapHost* host) => Self(host->Data).Callbacks++;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void LatencyChanged(ClapHost* host) => Self(host->Data).LatencyChanges++;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Rescan(ClapHost* host, uint flags) => Self(host->Data).Rescans++;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Log(ClapHost* host, int severity, byte* text) => Self(host->Data).Said.Add(Marshal.PtrToStringUTF8((nint)text)!);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static uint EventCount(ClapInputEvents* events) => (uint)Self(events->Context)._events;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static ClapEvent* Event(ClapInputEvents* events, uint index) => (ClapEvent*)Self(events->Context)._event;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static long WriteState(ClapOutput* output, void* bytes, ulong size)
    {
        int count = (int)Math.Min(size, 5);
        Self(output->Context)._stream = [.. Self(output->Context)._stream, .. new ReadOnlySpan<byte>(bytes, count)];
        return count;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static long ReadState(ClapInput* input, void* bytes, ulong size)
    {
        ClapHostProgram self = Self(input->Context);
        int count = (int)Math.Min((ulong)Math.Min(7, self._stream.Length - self._read), size);
        self._stream.AsSpan(self._read, count).CopyTo(new Span<byte>(bytes, count));
        self._read += count;
        return count;
    }
}
