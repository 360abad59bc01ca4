using System.Globalization;
using Proscenium.Engine.Plan;
using Proscenium.Files;

namespace Proscenium.Integrations.Export.Formats;

/// <summary>The text that has PipeWire's filter chain play a plan through the LADSPA plug-in, its upmix included.</summary>
static class PipeWirePluginChain
{
    /// <summary>Numbers of drivers for which there are plug-ins.</summary>
    static readonly int[] _outputs = [2, 3, 4, 5, 6, 7, 8, 10, 12, 16];

    /// <summary>Why the plug-in does not play a plan, or null.</summary>
    public static Fault? Refusal(RenderPlan plan) => plan.Drivers.Count > _outputs[^1] ? new(ErrorCodes.PluginTooSmall, $"the plug-in has up to {_outputs[^1]} drivers, not {plan.Drivers.Count}", "take PipeWire's own convolvers") : null;

    /// <summary>The whole file.</summary>
    /// <param name="plan">Stereo, for a number of drivers that is not refused.</param>
    /// <param name="device">The device's name.</param>
    /// <param name="plugin">The plug-in's file, absolute.</param>
    /// <param name="gainDb">On top of minus the headroom, which the plug-in takes off by itself.</param>
    /// <param name="origin">What this file is and how to be rid of it, a line for people.</param>
    /// <param name="rate">The rate to run at whatever the device's is, or null for the device's.</param>
    /// <param name="target">The device's node, or null for the default one.</param>
    /// <exception cref="SoundException">The plug-in's path is longer than PipeWire reads.</exception>
    public static string Of(RenderPlan plan, string device, string plugin, double gainDb, string origin, int? rate, string? target)
    {
        int outputs = _outputs.First(count => count >= plan.Drivers.Count);
        string gain = string.Create(CultureInfo.InvariantCulture, $"{gainDb:0.0###}");
        return new PipeWireModule
        {
            Comments = [origin, string.Create(CultureInfo.InvariantCulture, $"The level is the plug-in's Gain: at 0 dB it takes off the plan's headroom, {plan.HeadroomDb:0.0} dB, which keeps full-scale input below full scale.")],
            Title = PipeWireChain.Title(device),
            Name = PipeWireChain.NodeName(device),
            Nodes = [$"{{ type = ladspa name = plan plugin = {PipeWireFileName.Quoted(plugin)} label = proscenium_{outputs} control = {{ \"Gain\" = {gain} }} }}"],
            Inputs = ["plan:Left", "plan:Right"],
            Positions = [PipeWireChain.Positions[ChannelNames.Left], PipeWireChain.Positions[ChannelNames.Right]],
            Outputs = [.. Enumerable.Range(1, plan.Drivers.Count).Select(driver => $"plan:Driver {driver}")],
            Target = target,
            SampleRate = rate,
        }.Text();
    }
}
