using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Proscenium.Plugin.Clap;

/// <summary>What a host calls of an instance. No exception gets through.</summary>
static unsafe class ClapCallbacks
{
    const byte Yes = 1, No = 0;
    const int Failed = 0, Continue = 1;

    static readonly ClapAudioPorts* _audioPorts = NativeCopy.Of(new ClapAudioPorts { Count = &PortCount, Get = &Port });
    static readonly ClapState* _state = NativeCopy.Of(new ClapState { Save = &Save, Load = &Load });
    static readonly ClapLatency* _latency = NativeCopy.Of(new ClapLatency { Get = &Latency });
    static readonly ClapParams* _params = NativeCopy.Of(new ClapParams { Count = &ParamCount, Get = &Param, Value = &ParamValue, ValueToText = &ValueToText, TextToValue = &TextToValue, Flush = &Flush });
    static readonly byte* _stereo = NativeText.Lasting("stereo");

    /// <summary>Makes an instance in native memory.</summary>
    public static ClapPlugin* Create(ClapDescriptor* descriptor, ClapHost* host, int outputs) => NativeCopy.Of(new ClapPlugin
    {
        Descriptor = descriptor,
        Data = (void*)GCHandle<ClapInstance>.ToIntPtr(new GCHandle<ClapInstance>(new(host, outputs))),
        Init = &Init,
        Destroy = &Destroy,
        Activate = &Activate,
        Deactivate = &Deactivate,
        StartProcessing = &StartProcessing,
        StopProcessing = &StopProcessing,
        Reset = &Reset,
        Process = &Process,
        Extension = &Extension,
        OnMainThread = &OnMainThread,
    });

    static ClapInstance Of(ClapPlugin* plugin) => GCHandle<ClapInstance>.FromIntPtr((nint)plugin->Data).Target;

    /// <summary>Runs what may fail; a failure is a sentence in the log.</summary>
    static byte Guarded(ClapPlugin* plugin, Func<ClapInstance, bool> call)
    {
        try
        {
            return plugin != null && call(Of(plugin)) ? Yes : No;
        }
        catch (Exception e)
        {
            Complaints.Tell(e);
            return No;
        }
    }

    /// <summary>The same for what happens in every block: it allocates nothing.</summary>
    static bool Guarded(ClapPlugin* plugin, Action<ClapInstance> call)
    {
        try
        {
            if (plugin == null) return false;
            call(Of(plugin));
            return true;
        }
        catch (Exception e)
        {
            Complaints.Tell(e);
            return false;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static byte Init(ClapPlugin* plugin) => Guarded(plugin, instance =>
    {
        instance.Init();
        return true;
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Destroy(ClapPlugin* plugin)
    {
        if (plugin == null) return;
        GCHandle<ClapInstance>.FromIntPtr((nint)plugin->Data).Dispose();
        NativeMemory.Free(plugin);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static byte Activate(ClapPlugin* plugin, double sampleRate, uint leastFrames, uint maxFrames) => Guarded(plugin, instance =>
    {
        instance.Activate(sampleRate);
        return true;
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Deactivate(ClapPlugin* plugin) => Guarded(plugin, static instance => instance.Deactivate());

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static byte StartProcessing(ClapPlugin* plugin) => Yes;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void StopProcessing(ClapPlugin* plugin)
    {
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Reset(ClapPlugin* plugin) => Guarded(plugin, static instance => instance.Reset());

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Process(ClapPlugin* plugin, ClapProcess* process)
    {
        try
        {
            if (plugin == null || process == null) return Failed;
            Of(plugin).Process(process);
            return Continue;
        }
        catch (Exception e)
        {
            Complaints.Tell(e);
            return Failed;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void OnMainThread(ClapPlugin* plugin) => Guarded(plugin, instance =>
    {
        instance.OnMainThread();
        return true;
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void* Extension(ClapPlugin* plugin, byte* id) =>
        NativeText.Is(id, "clap.audio-ports"u8) ? _audioPorts
        : NativeText.Is(id, "clap.params"u8) ? _params
        : NativeText.Is(id, "clap.state"u8) ? _state
        : NativeText.Is(id, "clap.latency"u8) ? _latency
        : null;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static uint Latency(ClapPlugin* plugin)
    {
        uint frames = 0;
        Guarded(plugin, instance =>
        {
            frames = (uint)instance.LatencyFrames;
            return true;
        });
        return frames;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static uint PortCount(ClapPlugin* plugin, byte isInput) => 1;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static byte Port(ClapPlugin* plugin, uint index, byte isInput, ClapAudioPort* port) => Guarded(plugin, instance =>
    {
        if (index != 0 || port == null) return false;
        int channels = isInput != No ? 2 : instance.Outputs;
        *port = new() { Flags = ClapAudioPort.IsMain, Channels = (uint)channels, Type = channels == 2 ? _stereo : null };
        port->InPlacePair = instance.Outputs == 2 ? 0 : ClapAudioPort.NoId; // both ports have number 0
        NativeText.Write(isInput != No ? "Stereo" : "Drivers", port->Name, ClapAudioPort.NameSize);
        return true;
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static uint ParamCount(ClapPlugin* plugin) => ClapParameters.Count;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static byte Param(ClapPlugin* plugin, uint index, ClapParam* param) => Guarded(plugin, instance =>
    {
        if (index >= ClapParameters.Count || param == null) return false;
        *param = ClapParameters.Describe(index, instance.LastPlan);
        return true;
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static byte ParamValue(ClapPlugin* plugin, uint param, double* value) => Guarded(plugin, instance =>
    {
        if (!ClapParameters.Has(param) || value == null) return false;
        *value = instance.Value(param);
        return true;
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static byte ValueToText(ClapPlugin* plugin, uint param, double value, byte* text, uint capacity) => Guarded(plugin, instance =>
    {
        if (!ClapParameters.Has(param)) return false;
        NativeText.Write(instance.Text(param, value), text, (int)Math.Min(capacity, int.MaxValue));
        return true;
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static byte TextToValue(ClapPlugin* plugin, uint param, byte* text, double* value) => Guarded(plugin, instance =>
    {
        if (!ClapParameters.Has(param) || text == null || value == null || !instance.TryValue(param, NativeText.Read(text), out double found)) return false;
        *value = found;
        return true;
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Flush(ClapPlugin* plugin, ClapInputEvents* events, void* outEvents) => Guarded(plugin, instance =>
    {
        instance.Flush(events);
        return true;
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static byte Save(ClapPlugin* plugin, ClapOutput* output) => Guarded(plugin, instance => output != null && instance.Save(output));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static byte Load(ClapPlugin* plugin, ClapInput* input) => Guarded(plugin, instance => input != null && instance.Load(input));
}
