using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Proscenium.Engine.Dsp;

namespace Proscenium.Plugin.Clap;

/// <summary>What a host calls of an instance. No exception gets through.</summary>
static unsafe class ClapCallbacks
{
    const byte Yes = 1, No = 0;
    const int Continue = 1;

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
            return call(Of(plugin)) ? Yes : No;
        }
        catch (Exception e)
        {
            StandardError.Write($"the host's request failed: {e.Message}");
            return No;
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
    static void Deactivate(ClapPlugin* plugin) => Of(plugin).Deactivate();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static byte StartProcessing(ClapPlugin* plugin) => Yes;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void StopProcessing(ClapPlugin* plugin)
    {
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Reset(ClapPlugin* plugin) => Of(plugin).Reset();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Process(ClapPlugin* plugin, ClapProcess* process)
    {
        Of(plugin).Process(process);
        return Continue;
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
    static uint Latency(ClapPlugin* plugin) => (uint)Of(plugin).LatencyFrames;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static uint PortCount(ClapPlugin* plugin, byte isInput) => 1;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static byte Port(ClapPlugin* plugin, uint index, byte isInput, ClapAudioPort* port)
    {
        if (index != 0) return No;
        int channels = isInput != No ? 2 : Of(plugin).Outputs;
        *port = new() { Flags = ClapAudioPort.IsMain, Channels = (uint)channels, Type = channels == 2 ? _stereo : null };
        port->InPlacePair = Of(plugin).Outputs == 2 ? 0 : ClapAudioPort.NoId; // both ports have number 0
        NativeText.Write(isInput != No ? "Stereo" : "Drivers", port->Name, ClapAudioPort.NameSize);
        return Yes;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static uint ParamCount(ClapPlugin* plugin) => 2;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static byte Param(ClapPlugin* plugin, uint index, ClapParam* param)
    {
        if (index > 1) return No;
        *param = index == 0
            ? new() { Id = ClapInstance.GainParam, Flags = ClapParam.Automatable, Min = GainRange.MinDb, Max = GainRange.MaxDb }
            : new() { Id = ClapInstance.PlanParam, Flags = ClapParam.Stepped | ClapParam.Enumeration, Max = Of(plugin).LastPlan };
        NativeText.Write(index == 0 ? "Gain" : "Plan", param->Name, ClapParam.NameSize);
        return Yes;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static byte ParamValue(ClapPlugin* plugin, uint param, double* value)
    {
        if (!IsParam(param)) return No;
        *value = Of(plugin).Value(param);
        return Yes;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static byte ValueToText(ClapPlugin* plugin, uint param, double value, byte* text, uint capacity) => Guarded(plugin, instance =>
    {
        if (!IsParam(param)) return false;
        NativeText.Write(instance.Text(param, value), text, (int)Math.Min(capacity, int.MaxValue));
        return true;
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static byte TextToValue(ClapPlugin* plugin, uint param, byte* text, double* value) => Guarded(plugin, instance =>
    {
        if (!IsParam(param) || !instance.TryValue(param, NativeText.Read(text), out double found)) return false;
        *value = found;
        return true;
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Flush(ClapPlugin* plugin, ClapInputEvents* events, void* outEvents) => Of(plugin).Flush(events);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static byte Save(ClapPlugin* plugin, ClapOutput* output) => Guarded(plugin, instance => instance.Save(output));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static byte Load(ClapPlugin* plugin, ClapInput* input) => Guarded(plugin, instance => instance.Load(input));

    static bool IsParam(uint param) => param is ClapInstance.GainParam or ClapInstance.PlanParam;
}
