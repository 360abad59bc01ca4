namespace Proscenium.Plugin.Clap;

/// <summary><c>clap_version</c>.</summary>
struct ClapVersion
{
    /// <summary>The version that these structures are of.</summary>
    public static ClapVersion Current => new() { Major = 1, Minor = 2, Revision = 0 };

    public uint Major, Minor, Revision;
}

/// <summary>Lists plug-ins and makes them; <c>clap_plugin_factory</c>.</summary>
unsafe struct ClapFactory
{
    public delegate* unmanaged[Cdecl]<ClapFactory*, uint> Count;
    public delegate* unmanaged[Cdecl]<ClapFactory*, uint, ClapDescriptor*> Descriptor;
    public delegate* unmanaged[Cdecl]<ClapFactory*, ClapHost*, byte*, ClapPlugin*> Create;
}

/// <summary>The description of a plug-in for hosts; <c>clap_plugin_descriptor</c>.</summary>
unsafe struct ClapDescriptor
{
    public ClapVersion ClapVersion;
    public byte* Id, Name, Vendor, Url, ManualUrl, SupportUrl, Version, Description;
    public byte** Features;
}

/// <summary>An instance as its host holds it; <c>clap_plugin</c>.</summary>
unsafe struct ClapPlugin
{
    public ClapDescriptor* Descriptor;
    public void* Data;
    public delegate* unmanaged[Cdecl]<ClapPlugin*, byte> Init;
    public delegate* unmanaged[Cdecl]<ClapPlugin*, void> Destroy;
    public delegate* unmanaged[Cdecl]<ClapPlugin*, double, uint, uint, byte> Activate;
    public delegate* unmanaged[Cdecl]<ClapPlugin*, void> Deactivate;
    public delegate* unmanaged[Cdecl]<ClapPlugin*, byte> StartProcessing;
    public delegate* unmanaged[Cdecl]<ClapPlugin*, void> StopProcessing;
    public delegate* unmanaged[Cdecl]<ClapPlugin*, void> Reset;
    public delegate* unmanaged[Cdecl]<ClapPlugin*, ClapProcess*, int> Process;
    public delegate* unmanaged[Cdecl]<ClapPlugin*, byte*, void*> Extension;
    public delegate* unmanaged[Cdecl]<ClapPlugin*, void> OnMainThread;
}

/// <summary>The host; <c>clap_host</c>.</summary>
unsafe struct ClapHost
{
    public ClapVersion ClapVersion;
    public void* Data;
    public byte* Name, Vendor, Url, Version;
    public delegate* unmanaged[Cdecl]<ClapHost*, byte*, void*> Extension;
    public delegate* unmanaged[Cdecl]<ClapHost*, void> RequestRestart;
    public delegate* unmanaged[Cdecl]<ClapHost*, void> RequestProcess;
    public delegate* unmanaged[Cdecl]<ClapHost*, void> RequestCallback;
}

/// <summary>A block; <c>clap_process</c>.</summary>
unsafe struct ClapProcess
{
    public long SteadyTime;
    public uint Frames;
    public void* Transport;
    public ClapAudioBuffer* Inputs;
    public ClapAudioBuffer* Outputs;
    public uint InputCount, OutputCount;
    public ClapInputEvents* InEvents;
    public void* OutEvents;
}

/// <summary>The buffers of a port; <c>clap_audio_buffer</c>.</summary>
unsafe struct ClapAudioBuffer
{
    public float** Single;
    public double** Double;
    public uint Channels, Latency;
    public ulong ConstantMask;
}

/// <summary>What happens within a block; <c>clap_input_events</c>.</summary>
unsafe struct ClapInputEvents
{
    public void* Context;
    public delegate* unmanaged[Cdecl]<ClapInputEvents*, uint> Size;
    public delegate* unmanaged[Cdecl]<ClapInputEvents*, uint, ClapEvent*> Get;
}

/// <summary>Head of an event; <c>clap_event_header</c>.</summary>
struct ClapEvent
{
    public uint Size, Time;
    public ushort Space, Type;
    public uint Flags;
}

/// <summary>A parameter's new value; <c>clap_event_param_value</c>.</summary>
unsafe struct ClapParamValue
{
    /// <summary>The type of such an event, in space 0.</summary>
    public const ushort EventType = 5;

    public ClapEvent Head;
    public uint Param;
    public void* Cookie;
    public int Note;
    public short Port, Channel, Key;
    public double Value;
}
