using Proscenium.Engine.Plan;
using Proscenium.Files;
using static System.FormattableString;

namespace Proscenium.Integrations.Export.Formats;

/// <summary>JamesDSP: an impulse response of four channels at each rate. Its one gain, the post gain, takes whole dB only and is the listener's.</summary>
sealed class JamesDspFormat : IExportFormat
{
    /// <summary>Of the post gain, in dB; the most is as much above 0.</summary>
    const int MinGain = -15;

    public string Name => "jamesdsp";

    public string Programs => "JamesDSP for Linux (JDSP4Linux) and Android";

    public bool ChoosesRate => false;

    public string? GainPosition => null;

    public Fault? Refusal(MultiRatePlan multiRatePlan) => StereoPair.Refusal(multiRatePlan);

    public IReadOnlyList<string> Write(MultiRatePlan multiRatePlan, AtomicFolder folder)
    {
        foreach (RenderPlan plan in multiRatePlan.Plans) folder.WriteMatrix(plan);
        int gain = (int)Math.Floor(multiRatePlan.GainDb);
        string file = Path.Combine(folder.FullPath, MatrixSounds.MatrixName(multiRatePlan.Plans[0].SampleRate));
        return
        [
            $"Choose the file for the sample rate of your sound server, without any change to its waveform: jamesdsp --set {Shell.Quoted($"convolver_file={file}")} && jamesdsp --set convolver_optimization_mode=0 && jamesdsp --set 'convolver_waveform_edit=-80;-100;0;0;0;0'",
            Invariant($"Set the level: jamesdsp --set master_postgain={Math.Clamp(gain, MinGain, -MinGain)}{(gain < MinGain ? $" (the minimum: turn the player down by the remaining {MinGain - gain} dB)" : "")}"),
            "Switch it on: jamesdsp --set convolver_enable=true && jamesdsp --set master_enable=true",
        ];
    }
}
