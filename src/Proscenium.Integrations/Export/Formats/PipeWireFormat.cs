using Proscenium.Engine.Plan;
using Proscenium.Files;

namespace Proscenium.Integrations.Export.Formats;

/// <summary>A filter chain for PipeWire: one file that makes a sink whose sound comes out at the drivers, and WAV files for all rates among which PipeWire picks.</summary>
sealed class PipeWireFormat : IExportFormat
{
    /// <summary>The first version that picks among files by their rate.</summary>
    public static Version Needed { get; } = new(0, 3, 65);

    const int MaxRates = 32, MaxDrivers = 64;

    static readonly string Origin = $"Proscenium for PipeWire {Needed} or newer: belongs into ~/.config/pipewire/pipewire.conf.d/; to undo it, delete it there and restart PipeWire.";

    public string Name => "pipewire";

    public string Programs => $"PipeWire {Needed} or newer";

    public bool ChoosesRate => true;

    public string? GainPosition => "as the gains of the mixers in the .conf file";

    public Fault? Refusal(MultiRatePlan multiRatePlan)
    {
        if (multiRatePlan.Inputs.Count < PipeWireChain.MinInputs) return new(ErrorCodes.FormatUnfit, "its mixers ignore the gain of a single input: give the plan a left and a right one");
        if (multiRatePlan.Inputs.Count > PipeWireChain.MaxInputs) return new(ErrorCodes.FormatUnfit, $"its mixers take {PipeWireChain.MaxInputs} inputs, not {multiRatePlan.Inputs.Count}: design a smaller layout");
        if (multiRatePlan.Inputs.FirstOrDefault(input => !PipeWireChain.Positions.ContainsKey(input)) is { } unknown) return new(ErrorCodes.FormatUnfit, $"it has no channel for the input '{unknown}': the inputs may be {string.Join(", ", PipeWireChain.Positions.Keys)}");
        if (multiRatePlan.Drivers.Count > MaxDrivers) return new(ErrorCodes.FormatUnfit, $"it has {MaxDrivers} unnamed channels, not {multiRatePlan.Drivers.Count}: split the device");
        if (multiRatePlan.Plans.Count > MaxRates) return new(ErrorCodes.FormatRates, $"it chooses among {MaxRates} rates, not {multiRatePlan.Plans.Count}", "give fewer rates");
        return null;
    }

    public IReadOnlyList<string> Write(MultiRatePlan multiRatePlan, AtomicFolder folder)
    {
        foreach (RenderPlan plan in multiRatePlan.Plans) folder.WriteInputs(plan);
        string file = PipeWireChain.NodeName(multiRatePlan.Name) + ".conf";
        folder.WriteText(file, PipeWireChain.Of(multiRatePlan, folder.FullPath, Origin));
        return
        [
            $"Leave the WAV files where they are and copy the one .conf file: mkdir -p ~/.config/pipewire/pipewire.conf.d && cp {Shell.Quoted(Path.Combine(folder.FullPath, file))} ~/.config/pipewire/pipewire.conf.d/",
            "Restart PipeWire: systemctl --user restart pipewire",
            $"Choose '{PipeWireChain.Title(multiRatePlan.Name)}' as the output; its {multiRatePlan.Drivers.Count} drivers go to the channels of the default device in order, or to the one that you name as target.object in the file.",
        ];
    }
}
