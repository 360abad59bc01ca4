using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Proscenium.Plugin.Lv2;

/// <summary>The description of a plug-in for hosts; <c>LV2_Descriptor</c>.</summary>
unsafe struct Lv2Descriptor
{
    public byte* Uri;
    public delegate* unmanaged[Cdecl]<Lv2Descriptor*, double, byte*, Lv2Feature**, PortedInstance<Lv2Instance>*> Instantiate;
    public delegate* unmanaged[Cdecl]<PortedInstance<Lv2Instance>*, uint, void*, void> ConnectPort;
    public delegate* unmanaged[Cdecl]<PortedInstance<Lv2Instance>*, void> Activate;
    public delegate* unmanaged[Cdecl]<PortedInstance<Lv2Instance>*, uint, void> Run;
    public void* Deactivate;
    public delegate* unmanaged[Cdecl]<PortedInstance<Lv2Instance>*, void> Cleanup;
    public delegate* unmanaged[Cdecl]<byte*, void*> ExtensionData;
}

/// <summary>The LV2 plug-ins; what they are is said in the bundle's Turtle files.</summary>
static unsafe class Lv2Plugin
{
    static readonly Lv2Descriptor* _descriptors = DescribeAll();
    static readonly Lv2State* _state = NativeCopy.Of(new Lv2State { Save = &Save, Restore = &Restore });
    static readonly Lv2Worker* _worker = NativeCopy.Of(new Lv2Worker { Work = &Work, Response = &Response });

    /// <summary>The descriptor of a number, or null after the last one.</summary>
    [UnmanagedCallersOnly(EntryPoint = "proscenium_lv2_descriptor", CallConvs = [typeof(CallConvCdecl)])]
    public static Lv2Descriptor* Descriptor(uint index) => index < PluginDescription.Outputs.Length ? _descriptors + index : null;

    static Lv2Descriptor* DescribeAll()
    {
        ReadOnlySpan<int> outputs = PluginDescription.Outputs;
        Lv2Descriptor* all = (Lv2Descriptor*)NativeMemory.AllocZeroed((nuint)outputs.Length, (nuint)sizeof(Lv2Descriptor));
        for (int i = 0; i < outputs.Length; i++)
        {
            all[i] = new()
            {
                Uri = NativeText.Lasting($"urn:proscenium:drivers-{outputs[i]}"),
                Instantiate = &Instantiate,
                ConnectPort = &ConnectPort,
                Activate = &Activate,
                Run = &Run,
                Cleanup = &Cleanup,
                ExtensionData = &ExtensionData,
            };
        }
        return all;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static PortedInstance<Lv2Instance>* Instantiate(Lv2Descriptor* descriptor, double sampleRate, byte* bundle, Lv2Feature** features)
    {
        try
        {
            NoGcHeap.Enter();
            int outputs = PluginDescription.Outputs[(int)(descriptor - _descriptors)];
            return PortedInstance<Lv2Instance>.Create(new(outputs, (int)Math.Round(sampleRate), features), Lv2Instance.PortCount(outputs));
        }
        catch (Exception e)
        {
            StandardError.Write($"no instance could be made: {e.Message}");
            return null;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void ConnectPort(PortedInstance<Lv2Instance>* instance, uint port, void* data) => PortedInstance<Lv2Instance>.Connect(instance, port, data);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Activate(PortedInstance<Lv2Instance>* instance)
    {
        try
        {
            if (instance != null) instance->Playing.Activate();
        }
        catch (Exception e)
        {
            Complaints.Tell(e);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Run(PortedInstance<Lv2Instance>* instance, uint frames)
    {
        try
        {
            if (instance != null) instance->Playing.Run(instance->Ports, frames);
        }
        catch (Exception e)
        {
            Complaints.Tell(e);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Cleanup(PortedInstance<Lv2Instance>* instance) => PortedInstance<Lv2Instance>.Free(instance);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void* ExtensionData(byte* uri) =>
        NativeText.Is(uri, "http://lv2plug.in/ns/ext/state#interface"u8) ? _state
        : NativeText.Is(uri, "http://lv2plug.in/ns/ext/worker#interface"u8) ? _worker
        : null;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static Lv2Status Work(PortedInstance<Lv2Instance>* instance, void* respond, void* handle, uint size, void* path)
    {
        try
        {
            if (instance == null || path == null || size > Lv2Instance.LongestPath) return Lv2Status.Unknown;
            instance->Playing.Load(new ReadOnlySpan<byte>(path, (int)size));
            return Lv2Status.Success;
        }
        catch (Exception e)
        {
            StandardError.Write($"the plan could not be loaded: {e.Message}");
            return Lv2Status.Unknown;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static Lv2Status Response(PortedInstance<Lv2Instance>* instance, uint size, void* body) => Lv2Status.Success;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static Lv2Status Save(PortedInstance<Lv2Instance>* instance, delegate* unmanaged[Cdecl]<void*, uint, void*, nuint, uint, uint, Lv2Status> store, void* handle, uint flags, Lv2Feature** features)
    {
        try
        {
            return instance->Playing.Save(store, handle, features);
        }
        catch (Exception e)
        {
            StandardError.Write($"the plan's folder could not be saved: {e.Message}");
            return Lv2Status.Unknown;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static Lv2Status Restore(PortedInstance<Lv2Instance>* instance, delegate* unmanaged[Cdecl]<void*, uint, nuint*, uint*, uint*, void*> retrieve, void* handle, uint flags, Lv2Feature** features)
    {
        try
        {
            return instance->Playing.Restore(retrieve, handle, features);
        }
        catch (Exception e)
        {
            StandardError.Write($"the plan could not be restored: {e.Message}");
            return Lv2Status.Unknown;
        }
    }
}
