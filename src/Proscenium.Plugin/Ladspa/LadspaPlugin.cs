using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Proscenium.Engine.Dsp;

namespace Proscenium.Plugin.Ladspa;

/// <summary>The LADSPA plug-ins. A plan is loaded while an instance is made, so the very first sample is treated.</summary>
static unsafe class LadspaPlugin
{
    /// <summary>The plug-in with N outputs has this number plus N.</summary>
    const uint FirstUniqueId = 5073000;

    const int HardRealTime = 4;
    const int Input = 1, Output = 2, Control = 4, Audio = 8;
    const int BoundedBelow = 1, BoundedAbove = 2, Toggled = 4, Whole = 0x20, DefaultZero = 0x200;

    static readonly LadspaDescriptor* _descriptors = DescribeAll();

    /// <summary>The descriptor of a number, or null after the last one.</summary>
    [UnmanagedCallersOnly(EntryPoint = "proscenium_ladspa_descriptor", CallConvs = [typeof(CallConvCdecl)])]
    public static LadspaDescriptor* Descriptor(CULong index) => index.Value < (nuint)PluginDescription.Outputs.Length ? _descriptors + index.Value : null;

    static LadspaDescriptor* DescribeAll()
    {
        ReadOnlySpan<int> outputs = PluginDescription.Outputs;
        LadspaDescriptor* all = (LadspaDescriptor*)NativeMemory.AllocZeroed((nuint)outputs.Length, (nuint)sizeof(LadspaDescriptor));
        for (int i = 0; i < outputs.Length; i++) all[i] = Describe(outputs[i]);
        return all;
    }

    static LadspaDescriptor Describe(int outputs)
    {
        int ports = PortedPath.PortCount(outputs), gain = PortedPath.GainPort(outputs), latency = PortedPath.LatencyPort(outputs);
        int follow = PortedPath.FollowPort(outputs), left = PortedPath.HeadLeftPort(outputs), forward = PortedPath.HeadForwardPort(outputs);
        int* descriptors = (int*)NativeMemory.AllocZeroed((nuint)ports, sizeof(int));
        byte** names = (byte**)NativeMemory.AllocZeroed((nuint)ports, (nuint)sizeof(byte*));
        LadspaPortRange* ranges = (LadspaPortRange*)NativeMemory.AllocZeroed((nuint)ports, (nuint)sizeof(LadspaPortRange));
        for (int port = 0; port < gain; port++)
        {
            descriptors[port] = Audio | (port < 2 ? Input : Output);
            names[port] = NativeText.Lasting(PluginDescription.PortName(port));
        }
        foreach (int port in (ReadOnlySpan<int>)[gain, follow, left, forward]) descriptors[port] = Control | Input;
        names[gain] = NativeText.Lasting(PluginDescription.Gain);
        ranges[gain] = new() { Hints = BoundedBelow | BoundedAbove | DefaultZero, Lower = GainRange.MinDb, Upper = GainRange.MaxDb };
        descriptors[latency] = Control | Output;
        names[latency] = NativeText.Lasting("latency"); // by this name hosts know it
        ranges[latency] = new() { Hints = BoundedBelow | Whole | DefaultZero };
        names[follow] = NativeText.Lasting(PluginDescription.FollowHead);
        ranges[follow] = new() { Hints = Toggled | DefaultZero };
        names[left] = NativeText.Lasting($"{PluginDescription.HeadLeft} (m)");
        names[forward] = NativeText.Lasting($"{PluginDescription.HeadForward} (m)");
        ranges[left] = ranges[forward] = new() { Hints = BoundedBelow | BoundedAbove | DefaultZero, Lower = -HeadControls.MostMetres, Upper = HeadControls.MostMetres };
        return new()
        {
            UniqueId = new(FirstUniqueId + (uint)outputs),
            Label = NativeText.Lasting($"proscenium_{outputs}"),
            Properties = HardRealTime,
            Name = NativeText.Lasting(PluginDescription.Name(outputs)),
            Maker = NativeText.Lasting(PluginDescription.Maker),
            Copyright = NativeText.Lasting(PluginDescription.Licence),
            PortCount = new((uint)ports),
            PortDescriptors = descriptors,
            PortNames = names,
            PortRanges = ranges,
            ImplementationData = (void*)outputs,
            Instantiate = &Instantiate,
            ConnectPort = &ConnectPort,
            Activate = &Activate,
            Run = &Run,
            Cleanup = &Cleanup,
        };
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static PortedInstance<PortedPath>* Instantiate(LadspaDescriptor* descriptor, CULong sampleRate)
    {
        try
        {
            NoGcHeap.Enter();
            int outputs = (int)descriptor->ImplementationData;
            return PortedInstance<PortedPath>.Create(new(outputs, (int)sampleRate.Value, PlanPaths.Default, StandardError.Write), PortedPath.PortCount(outputs));
        }
        catch (Exception e)
        {
            StandardError.Write($"no instance could be made: {e.Message}");
            return null;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void ConnectPort(PortedInstance<PortedPath>* instance, CULong port, void* data) => PortedInstance<PortedPath>.Connect(instance, port.Value, data);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Activate(PortedInstance<PortedPath>* instance)
    {
        try
        {
            if (instance != null) instance->Playing.Path.Reset();
        }
        catch (Exception e)
        {
            Complaints.Tell(e);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Run(PortedInstance<PortedPath>* instance, CULong frames)
    {
        try
        {
            if (instance != null) instance->Playing.Run(instance->Ports, (long)frames.Value);
        }
        catch (Exception e)
        {
            Complaints.Tell(e);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Cleanup(PortedInstance<PortedPath>* instance) => PortedInstance<PortedPath>.Free(instance);
}
