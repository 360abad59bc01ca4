using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Proscenium.Engine.Dsp;
using Proscenium.Plugin.Lv2;
using Instance = Proscenium.Plugin.PortedInstance<Proscenium.Plugin.Lv2.Lv2Instance>;

namespace Proscenium.Tests.Plugins;

/// <summary>A small LV2 host around the built plug-in, with one instance in it. Its worker works at once, as hosts' do when they render to files.</summary>
sealed unsafe class Lv2HostProgram : IDisposable
{
    const int Outputs = 5, ControlPort = Outputs + 7, AtomBytes = 4096;

    static readonly List<string> _uris = [];

    readonly GCHandle<Lv2HostProgram> _self;
    readonly Lv2Descriptor* _descriptor;
    readonly Instance* _instance;
    readonly Lv2Feature** _features = (Lv2Feature**)NativeMemory.AllocZeroed(8, (nuint)sizeof(void*));
    readonly byte* _control = (byte*)NativeMemory.AllocZeroed(AtomBytes), _notify = (byte*)NativeMemory.AllocZeroed(AtomBytes);
    readonly float* _gain = (float*)NativeMemory.AllocZeroed(4), _latency = (float*)NativeMemory.AllocZeroed(4);
    readonly float* _head = (float*)NativeMemory.AllocZeroed(3, 4); // followed, left, forward
    byte[] _stored = [];

    public Lv2HostProgram(string uri, double rate = 48000)
    {
        _self = new(this);
        void* self = (void*)GCHandle<Lv2HostProgram>.ToIntPtr(_self);
        _features[0] = Feature("http://lv2plug.in/ns/ext/urid#map", new Lv2Map { Handle = self, Map = &Map });
        _features[1] = Feature("http://lv2plug.in/ns/ext/worker#schedule", new Lv2Schedule { Handle = self, Work = &Work });
        _features[2] = Feature("http://lv2plug.in/ns/ext/log#log", new Lv2Log { Handle = self, Print = &Print });
        _features[3] = Feature("http://lv2plug.in/ns/ext/state#mapPath", new Lv2MapPath { Handle = self, Abstract = &Abstract, Absolute = &Absolute });
        var descriptor = (delegate* unmanaged[Cdecl]<uint, Lv2Descriptor*>)NativeLibrary.GetExport(NativeLibrary.Load(BuiltPlugins.Lv2), "lv2_descriptor");
        uint index = 0;
        while (Marshal.PtrToStringUTF8((nint)descriptor(index)->Uri) != uri) index++;
        _descriptor = descriptor(index);
        _instance = _descriptor->Instantiate(_descriptor, rate, null, _features);
        Assert.True(_instance != null);
        _descriptor->Run(_instance, 64); // unconnected and not activated
        _descriptor->ConnectPort(_instance, Outputs + 2, _gain);
        _descriptor->ConnectPort(_instance, Outputs + 3, _latency);
        for (uint control = 0; control < 3; control++) _descriptor->ConnectPort(_instance, Outputs + 4 + control, _head + control);
        _descriptor->ConnectPort(_instance, ControlPort, _control);
        _descriptor->ConnectPort(_instance, ControlPort + 1, _notify);
        _descriptor->Activate(_instance);
        ClearControl();
    }

    public List<string> Said { get; } = [];

    /// <summary>The plan's folder as the plug-in told it last.</summary>
    public string? Told { get; private set; }

    public int Latency => (int)*_latency;

    public double LongestMs { get; private set; }

    public void Dispose()
    {
        _descriptor->Cleanup(_instance);
        _self.Dispose();
    }

    /// <summary>Says with the next block that a plan is to be played.</summary>
    public void Choose(string path)
    {
        Span<byte> body = Encoding.UTF8.GetBytes(path + '\0');
        int padded = (body.Length + 7) & ~7, size = 8 + 16 + 8 + 16 + padded;
        uint[] message = [(uint)(8 + 16 + size), Number("http://lv2plug.in/ns/ext/atom#Sequence"), 0, 0, 0, 0, (uint)size, Number("http://lv2plug.in/ns/ext/atom#Object"), 0, Number("http://lv2plug.in/ns/ext/patch#Set"),
            Number("http://lv2plug.in/ns/ext/patch#property"), 0, 4, Number("http://lv2plug.in/ns/ext/atom#URID"), Number("urn:proscenium:plan"), 0,
            Number("http://lv2plug.in/ns/ext/patch#value"), 0, (uint)body.Length, Number("http://lv2plug.in/ns/ext/atom#Path")];
        MemoryMarshal.AsBytes<uint>(message).CopyTo(new Span<byte>(_control, AtomBytes));
        body.CopyTo(new Span<byte>(_control + 4 * message.Length, padded));
        Run(0);
    }

    /// <summary>Sets the gain and where the head is.</summary>
    public void Set(float gainDb, bool isFollowed, float left, float forward) => (*_gain, _head[0], _head[1], _head[2]) = (gainDb, isFollowed ? 1 : 0, left, forward);

    /// <summary>Asks for the plan.</summary>
    public void Ask()
    {
        uint[] message = [8 + 16 + 8, Number("http://lv2plug.in/ns/ext/atom#Sequence"), 0, 0, 0, 0, 8, Number("http://lv2plug.in/ns/ext/atom#Object"), 0, Number("http://lv2plug.in/ns/ext/patch#Get")];
        MemoryMarshal.AsBytes<uint>(message).CopyTo(new Span<byte>(_control, AtomBytes));
        Told = null;
        Run(0);
    }

    /// <summary>Plays the same block some times.</summary>
    public void Play(AudioBuffer input, AudioBuffer output, int times)
    {
        for (int turn = 0; turn < times; turn++) Process(input.Block(), output.Block());
    }

    public void Process(ReadOnlyAudioBlock input, AudioBlock output)
    {
        for (int channel = 0; channel < 2; channel++) _descriptor->ConnectPort(_instance, (uint)channel, Pointer(input[channel]));
        for (int channel = 0; channel < Outputs; channel++) _descriptor->ConnectPort(_instance, (uint)(2 + channel), Pointer(output[channel]));
        Run(input.Frames);
    }

    public void Activate() => _descriptor->Activate(_instance);

    /// <summary>What the plug-in stores; a path is stored as relative to a root.</summary>
    public byte[] Save()
    {
        _stored = [];
        State->Save(_instance, &Store, (void*)GCHandle<Lv2HostProgram>.ToIntPtr(_self), 0, _features);
        return _stored;
    }

    public void Restore(byte[] stored)
    {
        _stored = stored;
        fixed (byte* pinned = stored) Assert.Equal(Lv2Status.Success, State->Restore(_instance, &Retrieve, (void*)GCHandle<Lv2HostProgram>.ToIntPtr(_self), 0, _features));
    }

    Lv2State* State
    {
        get
        {
            fixed (byte* uri = "http://lv2plug.in/ns/ext/state#interface"u8) return (Lv2State*)_descriptor->ExtensionData(uri);
        }
    }

    void Run(int frames)
    {
        *(Lv2Atom*)_notify = new() { Size = AtomBytes - 8 };
        long start = Stopwatch.GetTimestamp();
        _descriptor->Run(_instance, (uint)frames);
        if (frames > 0) LongestMs = Math.Max(LongestMs, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        ClearControl();
        if (((Lv2Atom*)_notify)->Size > 8) Told = Marshal.PtrToStringUTF8((nint)(_notify + 80)); // heads of sequence, event, object and two properties
    }

    void ClearControl() => *(Lv2Atom*)_control = new() { Size = 8, Type = Number("http://lv2plug.in/ns/ext/atom#Sequence") };

    static Lv2Feature* Feature<T>(string uri, T data) where T : unmanaged
    {
        T* lasting = (T*)NativeMemory.Alloc((nuint)sizeof(T));
        *lasting = data;
        Lv2Feature* feature = (Lv2Feature*)NativeMemory.Alloc((nuint)sizeof(Lv2Feature));
        *feature = new() { Uri = (byte*)Marshal.StringToCoTaskMemUTF8(uri), Data = lasting };
        return feature;
    }

    static uint Number(string uri)
    {
        lock (_uris)
        {
            if (!_uris.Contains(uri)) _uris.Add(uri);
            return (uint)_uris.IndexOf(uri) + 1;
        }
    }

    static float* Pointer(ReadOnlySpan<float> channel) => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(channel)); // buffers of the engine are pinned

    static Lv2HostProgram Self(void* handle) => GCHandle<Lv2HostProgram>.FromIntPtr((nint)handle).Target;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static uint Map(void* self, byte* uri) => Number(Marshal.PtrToStringUTF8((nint)uri)!);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Work(void* self, uint size, void* data)
    {
        Lv2HostProgram host = Self(self);
        fixed (byte* uri = "http://lv2plug.in/ns/ext/worker#interface"u8)
            return (int)((Lv2Worker*)host._descriptor->ExtensionData(uri))->Work(host._instance, null, null, size, data);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Print(void* self, uint type, byte* format)
    {
        Self(self).Said.Add(Marshal.PtrToStringUTF8((nint)format)!);
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static byte* Abstract(void* self, byte* path) => (byte*)Marshal.StringToCoTaskMemUTF8("session:" + Marshal.PtrToStringUTF8((nint)path));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static byte* Absolute(void* self, byte* path) => (byte*)Marshal.StringToCoTaskMemUTF8(Marshal.PtrToStringUTF8((nint)path)!.Replace("session:", "", StringComparison.Ordinal));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static Lv2Status Store(void* self, uint key, void* value, nuint size, uint type, uint flags)
    {
        if (key != Number("urn:proscenium:plan") || type != Number("http://lv2plug.in/ns/ext/atom#Path") || flags != 3) return Lv2Status.BadType;
        Self(self)._stored = new ReadOnlySpan<byte>(value, (int)size).ToArray();
        return Lv2Status.Success;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void* Retrieve(void* self, uint key, nuint* size, uint* type, uint* flags)
    {
        byte[] stored = Self(self)._stored;
        if (stored.Length == 0) return null;
        (*size, *type, *flags) = ((nuint)stored.Length, Number("http://lv2plug.in/ns/ext/atom#Path"), 3);
        return Unsafe.AsPointer(ref stored[0]); // pinned by the caller
    }
}
