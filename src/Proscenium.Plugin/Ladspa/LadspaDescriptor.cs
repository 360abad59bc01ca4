using System.Runtime.InteropServices;

namespace Proscenium.Plugin.Ladspa;

/// <summary>The description of a plug-in for hosts; the layout is that of <c>LADSPA_Descriptor</c> in ladspa.h 1.1.</summary>
unsafe struct LadspaDescriptor
{
    public CULong UniqueId;
    public byte* Label;
    public int Properties;
    public byte* Name;
    public byte* Maker;
    public byte* Copyright;
    public CULong PortCount;
    public int* PortDescriptors;
    public byte** PortNames;
    public LadspaPortRange* PortRanges;
    public void* ImplementationData;
    public delegate* unmanaged[Cdecl]<LadspaDescriptor*, CULong, PortedInstance<PortedPath>*> Instantiate;
    public delegate* unmanaged[Cdecl]<PortedInstance<PortedPath>*, CULong, void*, void> ConnectPort;
    public delegate* unmanaged[Cdecl]<PortedInstance<PortedPath>*, void> Activate;
    public delegate* unmanaged[Cdecl]<PortedInstance<PortedPath>*, CULong, void> Run;
    public void* RunAdding;
    public void* SetRunAddingGain;
    public void* Deactivate;
    public delegate* unmanaged[Cdecl]<PortedInstance<PortedPath>*, void> Cleanup;
}

/// <summary>The values that suit a control port.</summary>
struct LadspaPortRange
{
    public int Hints;
    public float Lower;
    public float Upper;
}
