namespace Proscenium.Plugin.Clap;

/// <summary><c>clap_plugin_audio_ports</c>.</summary>
unsafe struct ClapAudioPorts
{
    public delegate* unmanaged[Cdecl]<ClapPlugin*, byte, uint> Count;
    public delegate* unmanaged[Cdecl]<ClapPlugin*, uint, byte, ClapAudioPort*, byte> Get;
}

/// <summary><c>clap_audio_port_info</c>.</summary>
unsafe struct ClapAudioPort
{
    public const int NameSize = 256;
    public const uint IsMain = 1, NoId = uint.MaxValue;

    public uint Id;
    public fixed byte Name[NameSize];
    public uint Flags, Channels;
    public byte* Type;
    public uint InPlacePair;
}

/// <summary><c>clap_plugin_params</c>.</summary>
unsafe struct ClapParams
{
    public delegate* unmanaged[Cdecl]<ClapPlugin*, uint> Count;
    public delegate* unmanaged[Cdecl]<ClapPlugin*, uint, ClapParam*, byte> Get;
    public delegate* unmanaged[Cdecl]<ClapPlugin*, uint, double*, byte> Value;
    public delegate* unmanaged[Cdecl]<ClapPlugin*, uint, double, byte*, uint, byte> ValueToText;
    public delegate* unmanaged[Cdecl]<ClapPlugin*, uint, byte*, double*, byte> TextToValue;
    public delegate* unmanaged[Cdecl]<ClapPlugin*, ClapInputEvents*, void*, void> Flush;
}

/// <summary><c>clap_param_info</c>.</summary>
unsafe struct ClapParam
{
    public const int NameSize = 256, ModuleSize = 1024;
    public const uint Stepped = 1, Automatable = 1 << 5, Enumeration = 1 << 16;

    public uint Id, Flags;
    public void* Cookie;
    public fixed byte Name[NameSize];
    public fixed byte Module[ModuleSize];
    public double Min, Max, Default;
}

/// <summary><c>clap_plugin_state</c>.</summary>
unsafe struct ClapState
{
    public delegate* unmanaged[Cdecl]<ClapPlugin*, ClapOutput*, byte> Save;
    public delegate* unmanaged[Cdecl]<ClapPlugin*, ClapInput*, byte> Load;
}

/// <summary><c>clap_istream</c>: gives bytes, 0 at the end, below 0 on an error.</summary>
unsafe struct ClapInput
{
    public void* Context;
    public delegate* unmanaged[Cdecl]<ClapInput*, void*, ulong, long> Read;
}

/// <summary><c>clap_ostream</c>: takes some of the bytes, below 0 on an error.</summary>
unsafe struct ClapOutput
{
    public void* Context;
    public delegate* unmanaged[Cdecl]<ClapOutput*, void*, ulong, long> Write;
}

/// <summary><c>clap_plugin_latency</c>.</summary>
unsafe struct ClapLatency
{
    public delegate* unmanaged[Cdecl]<ClapPlugin*, uint> Get;
}

/// <summary><c>clap_host_latency</c>.</summary>
unsafe struct ClapHostLatency
{
    public delegate* unmanaged[Cdecl]<ClapHost*, void> Changed;
}

/// <summary><c>clap_host_params</c>.</summary>
unsafe struct ClapHostParams
{
    public const uint Values = 1, Text = 2;

    public delegate* unmanaged[Cdecl]<ClapHost*, uint, void> Rescan;
    public void* Clear;
    public void* RequestFlush;
}

/// <summary><c>clap_host_log</c>.</summary>
unsafe struct ClapHostLog
{
    public const int Warning = 2;

    public delegate* unmanaged[Cdecl]<ClapHost*, int, byte*, void> Log;
}
