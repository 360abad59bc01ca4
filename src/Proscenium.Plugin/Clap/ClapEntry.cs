using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Proscenium.Plugin.Clap;

/// <summary>The CLAP plug-ins; the launcher's <c>clap_entry</c> leads here.</summary>
static unsafe class ClapEntry
{
    static readonly ClapDescriptor* _descriptors = DescribeAll();
    static readonly ClapFactory* _factory = NativeCopy.Of(new ClapFactory { Count = &Count, Descriptor = &Descriptor, Create = &Create });

    /// <summary>The factory of a name, or null where there is none.</summary>
    [UnmanagedCallersOnly(EntryPoint = "proscenium_clap_factory", CallConvs = [typeof(CallConvCdecl)])]
    public static ClapFactory* Factory(byte* id) => NativeText.Is(id, "clap.plugin-factory"u8) ? _factory : null;

    static ClapDescriptor* DescribeAll()
    {
        ReadOnlySpan<int> outputs = PluginDescription.Outputs;
        ClapDescriptor* all = (ClapDescriptor*)NativeMemory.AllocZeroed((nuint)outputs.Length, (nuint)sizeof(ClapDescriptor));
        byte** features = (byte**)NativeMemory.AllocZeroed(4, (nuint)sizeof(byte*));
        features[0] = NativeText.Lasting("audio-effect");
        features[1] = NativeText.Lasting("surround");
        features[2] = NativeText.Lasting("utility");
        byte* none = NativeText.Lasting("");
        for (int i = 0; i < outputs.Length; i++)
        {
            all[i] = new()
            {
                ClapVersion = ClapVersion.Current,
                Id = NativeText.Lasting($"proscenium.drivers-{outputs[i]}"),
                Name = NativeText.Lasting(PluginDescription.Name(outputs[i])),
                Vendor = NativeText.Lasting(PluginDescription.Maker),
                Url = none,
                ManualUrl = none,
                SupportUrl = none,
                Version = NativeText.Lasting(typeof(ClapEntry).Assembly.GetName().Version!.ToString(3)),
                Description = NativeText.Lasting("Crosstalk cancellation and beamforming for narrow loudspeakers, as a plan designed by proscenium says."),
                Features = features,
            };
        }
        return all;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static uint Count(ClapFactory* factory) => (uint)PluginDescription.Outputs.Length;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static ClapDescriptor* Descriptor(ClapFactory* factory, uint index) => index < PluginDescription.Outputs.Length ? _descriptors + index : null;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static ClapPlugin* Create(ClapFactory* factory, ClapHost* host, byte* id)
    {
        try
        {
            for (int i = 0; id != null && i < PluginDescription.Outputs.Length; i++)
                if (NativeText.Is(_descriptors[i].Id, MemoryMarshal.CreateReadOnlySpanFromNullTerminated(id))) return ClapCallbacks.Create(_descriptors + i, host, PluginDescription.Outputs[i]);
        }
        catch (Exception e)
        {
            StandardError.Write($"no instance could be made: {e.Message}");
        }
        return null;
    }
}
