using System.Globalization;
using System.Numerics;
using System.Text;
using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Files;
using Proscenium.Heads;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;
using Proscenium.Loudspeakers;

namespace Proscenium.Integrations.Race;

/// <summary>
/// CamillaDSP's RACE processor, from version 4.0: y_a[n] = x_a[n] - g (d * y_b)[n - 1], where d delays by one sample less than the delay that is set, by whole
/// samples and a Thiran all-pass. It works on one pair of channels over the full band, so the band is split around it by Linkwitz-Riley filters of fourth order,
/// as its documentation shows; here what goes past below has the all-pass of the upper crossover too, so that all three parts sum to an all-pass.
/// </summary>
sealed class CamillaRaceFormat : IRaceFormat
{
    const string FileName = "camilladsp-race.yml";
    const double LongestSeconds = 600e-6, DelaysPerSecond = 2e6, MaxShareOfRate = 0.45;

    public string Name => "camilladsp";

    public string Programs => "CamillaDSP 4 and later (RACE processor)";

    public string GainPosition => $"in the filter 'headroom' of {FileName}";

    public int ProgramDelaySamples(int sampleRate) => 2 * CamillaDspFormat.Chunk(sampleRate);

    public RaceChoices Choices(int sampleRate) => new(
        RaceChoices.Steps((int)Math.Ceiling(DelaysPerSecond / sampleRate), (int)(LongestSeconds * DelaysPerSecond), DelaysPerSecond),
        RaceChoices.Steps(1, 200, 10),
        Edges(50, 1000),
        Edges(2000, Math.Min(20000, MaxShareOfRate * sampleRate)));

    public RaceCanceller Canceller(RaceSettings settings, int sampleRate)
    {
        double gain = Math.Pow(10, -settings.AttenuationDb / 20);
        LoopDelay delay = LoopDelay.Of(settings.DelaySeconds * sampleRate);
        Biquad lowPass = Biquad.LowPass(settings.LowHz, Biquad.Butterworth, sampleRate), highPass = Biquad.HighPass(settings.LowHz, Biquad.Butterworth, sampleRate);
        Biquad upperLowPass = Biquad.LowPass(settings.HighHz, Biquad.Butterworth, sampleRate), upperHighPass = Biquad.HighPass(settings.HighHz, Biquad.Butterworth, sampleRate);
        Biquad turn = Biquad.AllPass(settings.HighHz, Biquad.Butterworth, sampleRate);
        Complex UnitDelay(double frequency) => Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency / sampleRate);
        return new()
        {
            Crosstalk = frequency => gain * delay.At(UnitDelay(frequency)),
            Through = frequency => UnitDelay(frequency) is var z ? Twice(highPass, z) * Twice(upperLowPass, z) : default,
            Past = frequency => UnitDelay(frequency) is var z ? Twice(lowPass, z) * turn.At(z) + Twice(highPass, z) * Twice(upperHighPass, z) : default,
        };
    }

    public IReadOnlyList<string> Write(RaceFit fit, SpatialDesign design, AtomicFolder folder)
    {
        folder.WriteText(FileName, Config(fit, design));
        string file = Path.Combine(folder.FullPath, FileName);
        return
        [
            $"In {file}, put your sound devices after 'device:' under 'capture' and 'playback'; the channels are the drivers in their order.",
            $"Check it: camilladsp --check {Shell.Quoted(file)}",
            $"Play at {design.Request.SampleRate} Hz: camilladsp {Shell.Quoted(file)}",
        ];
    }

    static string Config(RaceFit fit, SpatialDesign design)
    {
        Device device = design.Request.Device;
        (int left, int right) = (device.ReferenceDriver(Side.Left), device.ReferenceDriver(Side.Right));
        StringBuilder text = new();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        void Join(int driver, int side) => Line($"      - {{ dest: {driver}, sources: [ {{ channel: {side}, gain: 0 }}, {{ channel: {side + 2}, gain: 0 }}, {{ channel: {side + 4}, gain: 0 }} ] }}");

        Line($"# A recursive canceller for CamillaDSP 4 and later, at {design.Request.SampleRate} Hz.");
        Line($"# Channels of the playback device: {string.Join(", ", device.Drivers.Select((driver, channel) => $"{channel} = {SafeNames.OneLine(driver.Name)}"))}.");
        Line($"devices:");
        Line($"  samplerate: {design.Request.SampleRate}");
        Line($"  chunksize: {CamillaDspFormat.Chunk(design.Request.SampleRate)}");
        Line($"  capture: {{ type: Alsa, channels: 2, device: \"hw:Loopback,1\" }}");
        Line($"  playback: {{ type: Alsa, channels: {device.Drivers.Count}, device: \"hw:0\" }}");
        Line($"filters:");
        Line($"  headroom: {{ type: Gain, parameters: {{ gain: {fit.GainDb:0.00}, scale: dB }} }}");
        Line($"  below: {{ type: BiquadCombo, parameters: {{ type: LinkwitzRileyLowpass, freq: {fit.LowHz:0.#}, order: 4 }} }}");
        Line($"  not_below: {{ type: BiquadCombo, parameters: {{ type: LinkwitzRileyHighpass, freq: {fit.LowHz:0.#}, order: 4 }} }}");
        Line($"  not_above: {{ type: BiquadCombo, parameters: {{ type: LinkwitzRileyLowpass, freq: {fit.HighHz:0.#}, order: 4 }} }}");
        Line($"  above: {{ type: BiquadCombo, parameters: {{ type: LinkwitzRileyHighpass, freq: {fit.HighHz:0.#}, order: 4 }} }}");
        Line($"  turn: {{ type: Biquad, parameters: {{ type: Allpass, freq: {fit.HighHz:0.#}, q: {Biquad.Butterworth:0.##########} }} }}");
        Line($"mixers:");
        Line($"  split: # 0, 1: below the band; 2, 3: the band; 4, 5: above");
        Line($"    channels: {{ in: 2, out: 6 }}");
        Line($"    mapping:");
        for (int part = 0; part < 6; part++) Line($"      - {{ dest: {part}, sources: [ {{ channel: {part % 2}, gain: 0 }} ] }}");
        Line($"  join: # drivers that are not named here stay silent");
        Line($"    channels: {{ in: 6, out: {device.Drivers.Count} }}");
        Line($"    mapping:");
        foreach ((int driver, int side) in new[] { (left, 0), (right, 1) }.Order()) Join(driver, side);
        Line($"processors:");
        Line($"  race:");
        Line($"    type: RACE");
        Line($"    parameters: {{ channels: 6, channel_a: 2, channel_b: 3, attenuation: {fit.AttenuationDb:0.0}, delay: {1e6 * fit.DelaySeconds:0.0}, delay_unit: us, subsample_delay: true }}");
        Line($"pipeline:");
        Line($"  - {{ type: Filter, channels: [ 0, 1 ], names: [ headroom ] }}");
        Line($"  - {{ type: Mixer, name: split }}");
        Line($"  - {{ type: Filter, channels: [ 0, 1 ], names: [ below, turn ] }}");
        Line($"  - {{ type: Filter, channels: [ 2, 3 ], names: [ not_below, not_above ] }}");
        Line($"  - {{ type: Filter, channels: [ 4, 5 ], names: [ not_below, above ] }}");
        Line($"  - {{ type: Processor, name: race }}");
        Line($"  - {{ type: Mixer, name: join }}");
        return text.ToString();
    }

    static Complex Twice(Biquad section, Complex unitDelay) => section.At(unitDelay) is var once ? once * once : default;

    /// <summary>Twelfths of an octave, to full tens of hertz.</summary>
    static double[] Edges(double first, double last) => [.. Enumerable.Range(0, (int)(12 * Math.Log2(last / first)) + 1).Select(n => 10 * Math.Round(first * Math.Pow(2, n / 12.0) / 10)).Distinct()];

    /// <summary>The delay of the loop: one sample, whole samples, and an all-pass of first or second order (Thiran) for the rest.</summary>
    readonly record struct LoopDelay(int Samples, Biquad Rest)
    {
        static readonly Biquad _none = new(1, 0, 0, 0, 0);

        public static LoopDelay Of(double samples)
        {
            double rest = Math.Max(0, samples - 1);
            if (rest < 0.1) return new(1, _none);
            if (rest < 1.1)
            {
                double a = (1 - rest) / (1 + rest);
                return new(1, new(a, 1, 0, a, 0));
            }
            double whole = Math.Floor(rest) - 1, fraction = rest - whole;
            if (fraction < 1.1) (whole, fraction) = (whole - 1, fraction + 1);
            double a1 = 2 * (2 - fraction) / (1 + fraction), a2 = (2 - fraction) / (2 + fraction) * (1 - fraction) / (1 + fraction);
            return new(1 + (int)whole, new(a2, a1, 1, a1, a2));
        }

        public Complex At(Complex unitDelay) => Complex.Pow(unitDelay, Samples) * Rest.At(unitDelay);
    }
}
