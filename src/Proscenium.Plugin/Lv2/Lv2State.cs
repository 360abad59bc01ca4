namespace Proscenium.Plugin.Lv2;

/// <summary>What a state function returns; <c>LV2_State_Status</c>. Worker functions know the first two.</summary>
enum Lv2Status
{
    Success = 0,
    Unknown = 1,
    BadType = 2,
    NoFeature = 4,
}

/// <summary>Saves and restores an instance; <c>LV2_State_Interface</c>.</summary>
unsafe struct Lv2State
{
    /// <summary>Flags of what is stored.</summary>
    public const uint Pod = 1, Portable = 2;

    public delegate* unmanaged[Cdecl]<PortedInstance<Lv2Instance>*, delegate* unmanaged[Cdecl]<void*, uint, void*, nuint, uint, uint, Lv2Status>, void*, uint, Lv2Feature**, Lv2Status> Save;
    public delegate* unmanaged[Cdecl]<PortedInstance<Lv2Instance>*, delegate* unmanaged[Cdecl]<void*, uint, nuint*, uint*, uint*, void*>, void*, uint, Lv2Feature**, Lv2Status> Restore;
}

/// <summary>Works off the audio thread; <c>LV2_Worker_Interface</c>.</summary>
unsafe struct Lv2Worker
{
    public delegate* unmanaged[Cdecl]<PortedInstance<Lv2Instance>*, void*, void*, uint, void*, Lv2Status> Work;
    public delegate* unmanaged[Cdecl]<PortedInstance<Lv2Instance>*, uint, void*, Lv2Status> Response;
    public void* EndRun;
}
