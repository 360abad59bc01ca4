using System.Numerics;
using System.Text.Json.Nodes;
using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Files;
using Proscenium.Heads;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;
using Proscenium.Loudspeakers;

namespace Proscenium.Integrations.Race;

/// <summary>
/// EasyEffects' crosstalk canceller, from version 8.3: y_L[n] = x_L[n] - g (h * y_R)[n - D] with whole samples D and a fixed h, fitted by its author to a KEMAR head:
/// a band from 250 to 3245 Hz with four dips. The delay takes whole microseconds from 200 to 500, the decay tenths of a decibel from -6 to 0.
/// </summary>
sealed class EasyEffectsRaceFormat : IRaceFormat
{
    const string PresetName = "proscenium-race", FileName = PresetName + ".json", Plugin = "crosstalk_canceller#0";
    const double ShortestUs = 200, LongestUs = 500, LowHz = 250, HighHz = 3245, PassQuality = 0.710;

    static readonly (double Hertz, double Decibels, double Quality)[] _dips = [(688, -2.9, 1), (1066, -6.4, 3.352), (2190, -5.6, 2.037), (3792, -4.5, 3.232)];

    public string Name => "easyeffects";

    public string Programs => "EasyEffects 8.3 and later (Crosstalk Canceller)";

    public string GainPosition => $"as 'input-gain' in {FileName}";

    public int ProgramDelaySamples(int sampleRate) => 0;

    /// <summary>One delay in whole microseconds for each number of samples that can be reached.</summary>
    public RaceChoices Choices(int sampleRate)
    {
        int first = Samples(ShortestUs, sampleRate), last = Samples(LongestUs, sampleRate);
        double[] delays = [.. Enumerable.Range(first, last - first + 1).Select(samples => Math.Clamp(Math.Round(1e6 * samples / sampleRate), ShortestUs, LongestUs) / 1e6)];
        return new(delays, RaceChoices.Steps(0, 60, 10), [LowHz], [HighHz]);
    }

    public RaceCanceller Canceller(RaceSettings settings, int sampleRate)
    {
        double gain = Math.Pow(10, -settings.AttenuationDb / 20);
        int samples = Samples(1e6 * settings.DelaySeconds, sampleRate);
        Biquad[] sections = [Biquad.HighPass(LowHz, PassQuality, sampleRate), Biquad.LowPass(HighHz, PassQuality, sampleRate), .. _dips.Select(dip => Biquad.Peaking(dip.Hertz, dip.Decibels, dip.Quality, sampleRate))];
        return new()
        {
            Crosstalk = frequency =>
            {
                Complex unitDelay = Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency / sampleRate);
                return sections.Aggregate(gain * Complex.Pow(unitDelay, samples), (sofar, section) => sofar * section.At(unitDelay));
            },
        };
    }

    public IReadOnlyList<string> Write(RaceFit fit, SpatialDesign design, AtomicFolder folder)
    {
        if (Math.Abs(fit.GainDb) > EasyEffectsFormat.LargestGain) throw new SettingException(FormattableString.Invariant($"easyeffects: a gain of {fit.GainDb:0.0} dB cannot be set: choose one from -{EasyEffectsFormat.LargestGain} to {EasyEffectsFormat.LargestGain} dB."));
        JsonObject canceller = new()
        {
            ["bypass"] = false,
            ["input-gain"] = Math.Round(fit.GainDb, 2),
            ["output-gain"] = 0.0,
            ["phantom-center-only"] = false,
            ["delay-us"] = Math.Round(1e6 * fit.DelaySeconds),
            ["decay-db"] = 0 - fit.AttenuationDb,
        };
        folder.WriteText(FileName, ReadableJson.Of(new() { ["output"] = new JsonObject { ["blocklist"] = new JsonArray(), [Plugin] = canceller, ["plugins_order"] = new JsonArray(Plugin) } }) + "\n");
        Device device = design.Request.Device;
        string output = device.Drivers.Count > 2
            ? $" EasyEffects has two channels: your sound card must play them on {device.Drivers[device.ReferenceDriver(Side.Left)].Name} and {device.Drivers[device.ReferenceDriver(Side.Right)].Name}."
            : "";
        return
        [
            $"Copy {Shell.Quoted(Path.Combine(folder.FullPath, FileName))} to ~/.local/share/easyeffects/output (Flatpak: ~/.var/app/com.github.wwmm.easyeffects/data/easyeffects/output).",
            $"Load it with 'easyeffects -l {PresetName}', or choose it under Presets; it has no other effects.",
            $"Play at {design.Request.SampleRate} Hz: the delay is rounded to whole samples.{output}",
        ];
    }

    static int Samples(double microseconds, int sampleRate) => (int)Math.Round(microseconds / 1e6 * sampleRate, MidpointRounding.AwayFromZero);
}
