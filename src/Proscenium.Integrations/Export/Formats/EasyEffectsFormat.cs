using System.Globalization;
using System.Text.Json.Nodes;
using Proscenium.Engine;
using Proscenium.Engine.Plan;
using Proscenium.Files;

namespace Proscenium.Integrations.Export.Formats;

/// <summary>EasyEffects: at each rate a preset of the convolver and a limiter, and its impulse response, which is a WAV by another ending.</summary>
sealed class EasyEffectsFormat : IExportFormat
{
    /// <summary>The first version whose convolver takes more than two channels.</summary>
    const string Needed = "8.0.5";

    /// <summary>Of the preset's gains, in dB to either side.</summary>
    internal const double LargestGain = 36;

    const double LookAheadMilliseconds = 5;

    public string Name => "easyeffects";

    public string Programs => $"EasyEffects {Needed} or newer";

    public bool ChoosesRate => false;

    /// <summary>Its limiter turns both channels down alike.</summary>
    public string? Limiter => "both drivers together";

    /// <summary>What the limiter looks ahead.</summary>
    public int ProgramDelaySamples(int sampleRate) => (int)Math.Round(LookAheadMilliseconds / 1000 * sampleRate);

    public string? GainPosition => "as the convolver's input-gain in the preset";

    public Fault? Refusal(MultiRatePlan multiRatePlan) => StereoPair.Refusal(multiRatePlan)
        ?? (Math.Abs(multiRatePlan.GainDb) > LargestGain ? new(ErrorCodes.FormatGain, string.Create(CultureInfo.InvariantCulture, $"its gains reach from {-LargestGain} to {LargestGain} dB, not {multiRatePlan.GainDb:0.0}"), "give a gain within that") : null);

    public IReadOnlyList<string> Write(MultiRatePlan multiRatePlan, AtomicFolder folder)
    {
        foreach (RenderPlan plan in multiRatePlan.Plans)
        {
            string name = Preset(multiRatePlan, plan.SampleRate);
            string matrix = folder.Partial(folder.WriteMatrix(plan)), irs = folder.Partial($"{name}.irs");
            folder.InSentences(() => File.Move(matrix, irs));
            folder.WriteText($"{name}.json", Lines(multiRatePlan, name));
        }
        string preset = Preset(multiRatePlan, multiRatePlan.Plans[0].SampleRate), from = Shell.Quoted(folder.FullPath);
        return
        [
            $"Copy the files to where EasyEffects looks: mkdir -p ~/.local/share/easyeffects/irs ~/.local/share/easyeffects/output && cp {from}/*.irs ~/.local/share/easyeffects/irs && cp {from}/*.json ~/.local/share/easyeffects/output",
            $"Load the preset: easyeffects -l {preset}",
            "Leave the convolver's autogain off, which would change the level, and use the preset for the sample rate of your sound server ('pw-top' shows it): at another rate EasyEffects resamples the filters.",
        ];
    }

    static string Preset(MultiRatePlan multiRatePlan, int rate) => $"proscenium-{SafeNames.Of(multiRatePlan.Name)}-{rate}";

    static string Lines(MultiRatePlan multiRatePlan, string kernel)
    {
        JsonObject preset = new()
        {
            ["output"] = new JsonObject
            {
                ["blocklist"] = new JsonArray(),
                ["convolver#0"] = new JsonObject
                {
                    ["autogain"] = false,
                    ["bypass"] = false,
                    ["dry"] = -100.0,
                    ["input-gain"] = Math.Round(multiRatePlan.GainDb, 9),
                    ["ir-width"] = 100,
                    ["kernel-name"] = kernel,
                    ["output-gain"] = 0.0,
                    ["sofa"] = new JsonObject { ["azimuth"] = 0.0, ["elevation"] = 0.0, ["radius"] = 1.0 },
                    ["wet"] = 0.0,
                },
                ["limiter#0"] = new JsonObject
                {
                    ["alr"] = false,
                    ["attack"] = LookAheadMilliseconds,
                    ["bypass"] = false,
                    ["dithering"] = "None",
                    ["gain-boost"] = false,
                    ["input-gain"] = 0.0,
                    ["lookahead"] = LookAheadMilliseconds,
                    ["mode"] = "Herm Thin",
                    ["output-gain"] = 0.0,
                    ["oversampling"] = "None",
                    ["release"] = 20.0,
                    ["sidechain-preamp"] = 0.0,
                    ["stereo-link"] = 100.0,
                    ["threshold"] = Renderer.PlaybackCeilingDb,
                },
                ["plugins_order"] = new JsonArray("convolver#0", "limiter#0"),
            },
        };
        return ReadableJson.Of(preset) + "\n";
    }
}
