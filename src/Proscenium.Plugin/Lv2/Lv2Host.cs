namespace Proscenium.Plugin.Lv2;

/// <summary>What a host offers, by URI; <c>LV2_Feature</c>.</summary>
unsafe struct Lv2Feature
{
    public byte* Uri;
    public void* Data;

    /// <summary>The data of a feature in a list that ends with null, or null where the host has it not.</summary>
    public static void* Find(Lv2Feature** features, ReadOnlySpan<byte> uri)
    {
        for (; features != null && *features != null; features++)
            if (NativeText.Is((*features)->Uri, uri)) return (*features)->Data;
        return null;
    }
}

/// <summary>Numbers for URIs; <c>LV2_URID_Map</c>.</summary>
unsafe struct Lv2Map
{
    public void* Handle;
    public delegate* unmanaged[Cdecl]<void*, byte*, uint> Map;

    /// <summary>The number of a URI, which ends with a zero.</summary>
    public readonly uint Of(ReadOnlySpan<byte> uri)
    {
        fixed (byte* text = uri) return Map(Handle, text);
    }
}

/// <summary>The host's log; <c>LV2_Log_Log</c>.</summary>
unsafe struct Lv2Log
{
    public void* Handle;
    public delegate* unmanaged[Cdecl]<void*, uint, byte*, int> Print; // variadic in C: called with a format that takes no values
    public void* PrintList;
}

/// <summary>The host's worker; <c>LV2_Worker_Schedule</c>.</summary>
unsafe struct Lv2Schedule
{
    public void* Handle;
    public delegate* unmanaged[Cdecl]<void*, uint, void*, int> Work;
}

/// <summary>Paths as a session stores them; <c>LV2_State_Map_Path</c>.</summary>
unsafe struct Lv2MapPath
{
    public void* Handle;
    public delegate* unmanaged[Cdecl]<void*, byte*, byte*> Abstract;
    public delegate* unmanaged[Cdecl]<void*, byte*, byte*> Absolute;
}

/// <summary>Frees what <see cref="Lv2MapPath"/> gave; <c>LV2_State_Free_Path</c>.</summary>
unsafe struct Lv2FreePath
{
    public void* Handle;
    public delegate* unmanaged[Cdecl]<void*, byte*, void> Free;
}
