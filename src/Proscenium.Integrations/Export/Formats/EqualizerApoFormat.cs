using System.Globalization;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Sound;

namespace Proscenium.Integrations.Export.Formats;

/// <summary>
/// Equalizer APO: a configuration to be included, which picks the filters of the device's rate, and a mono file for each path. Each path gets a channel of its own
/// (P1, P2, ...), made by <c>Copy</c>; all names are capitals, which <c>Channel</c> makes of them anyway.
/// </summary>
sealed class EqualizerApoFormat : IExportFormat
{
    const string Configuration = "proscenium.txt";

    /// <summary>The device's channels by name or number: the first four are at the same place in every layout, of the others only the name is.</summary>
    static readonly Dictionary<string, string> _channels = new()
    {
        [ChannelNames.Left] = "1",
        [ChannelNames.Right] = "2",
        [ChannelNames.Centre] = "3",
        [ChannelNames.Lfe] = "4",
        [ChannelNames.LeftSurround] = "SL",
        [ChannelNames.RightSurround] = "SR",
        [ChannelNames.LeftBack] = "RL",
        [ChannelNames.RightBack] = "RR",
    };

    public string Name => "equalizerapo";

    public string Programs => "Equalizer APO";

    public bool ChoosesRate => true;

    public string? GainPosition => $"in the line Preamp of {Configuration}";

    public Fault? Refusal(MultiRatePlan multiRatePlan) => multiRatePlan.Inputs.FirstOrDefault(input => !_channels.ContainsKey(input)) is { } unknown
        ? new(ErrorCodes.FormatUnfit, $"it has no channel for the input '{unknown}': the inputs may be {string.Join(", ", _channels.Keys)}") : null;

    public IReadOnlyList<string> Write(MultiRatePlan multiRatePlan, AtomicFolder folder)
    {
        foreach (RenderPlan plan in multiRatePlan.Plans)
            foreach (FilterPath path in multiRatePlan.Paths) folder.WriteSound(SoundName(multiRatePlan, plan, path), plan.SampleRate, plan.Filters[path.Input, path.Driver].ToArray());
        folder.WriteText(Configuration, Lines(multiRatePlan));
        string name = Path.GetFileName(folder.FullPath);
        return
        [
            $"Copy the whole folder {folder.FullPath} into Equalizer APO's config folder (C:\\Program Files\\EqualizerAPO\\config).",
            $"Add one line at the end of config.txt there: Include: {name}\\{Configuration}",
            $"In Windows' sound settings give the device at least {Math.Max(multiRatePlan.Inputs.Count, multiRatePlan.Drivers.Count)} channels and {(multiRatePlan.Plans.Count > 1 ? "one of the rates" : "the rate")} {string.Join(", ", multiRatePlan.Plans.Select(plan => plan.SampleRate))} Hz, and play.",
        ];
    }

    static string SoundName(MultiRatePlan multiRatePlan, RenderPlan plan, FilterPath path) => $"paths-{plan.SampleRate}/{SafeNames.Inputs(multiRatePlan)[path.Input]}-to-{SafeNames.Drivers(multiRatePlan)[path.Driver]}.wav";

    static string Lines(MultiRatePlan multiRatePlan)
    {
        string[] silenced = [.. multiRatePlan.Inputs.Select(input => _channels[input]).Where(channel => !(int.TryParse(channel, CultureInfo.InvariantCulture, out int number) && number <= multiRatePlan.Drivers.Count))];
        return string.Join("\r\n",
        [
            $"# Proscenium for Equalizer APO, {SafeNames.OneLine(multiRatePlan.Name)}",
            $"# Inputs {string.Join(", ", multiRatePlan.Inputs.Select(input => $"{input} = channel {_channels[input]}"))}",
            $"# Drivers {string.Join(", ", multiRatePlan.Drivers.Select((driver, n) => $"{SafeNames.OneLine(driver)} = channel {n + 1}"))}",
            "# To leave other devices alone write 'Device: NAME' into config.txt before the line that includes this file",
            string.Create(CultureInfo.InvariantCulture, $"# The level is the Preamp, and nothing else; {-multiRatePlan.HeadroomDb:0.0} dB keep full-scale input below full scale"),
            "Stage: post-mix",
            "Channel: all",
            $"Preamp: {DecibelText.Of(multiRatePlan.GainDb)} dB",
            "",
            "# Each input to its filters",
            .. multiRatePlan.Paths.GroupBy(path => path.Input).Select(input => $"Copy: {string.Join(' ', input.Select(path => $"{Channel(path)}={_channels[multiRatePlan.Inputs[path.Input]]}"))}"),
            "",
            .. multiRatePlan.Plans.SelectMany((plan, n) => (string[])
            [
                $"{(n == 0 ? "If" : "ElseIf")}: sampleRate == {plan.SampleRate}",
                .. multiRatePlan.Paths.SelectMany(path => (string[])
                [
                    $"Channel: {Channel(path)}",
                    $"Convolution: {SoundName(multiRatePlan, plan, path).Replace('/', '\\')}",
                ]),
            ]),
            "Else:",
            "# No filters for this rate, silence rather than a tweeter with bass",
            $"Copy: {string.Join(' ', multiRatePlan.Paths.Select(path => $"{Channel(path)}=0.0"))}",
            "EndIf:",
            "Channel: all",
            "",
            .. silenced.Length == 0 ? [] : (string[])
            [
                "# Inputs that are no driver's channel",
                $"Copy: {string.Join(' ', silenced.Select(channel => $"{channel}=0.0"))}",
            ],
            "# What comes of all inputs, for each driver",
            .. multiRatePlan.Paths.GroupBy(path => path.Driver).Select(driver => $"Copy: {driver.Key + 1}={string.Join('+', driver.Select(Channel))}"),
            "",
        ]);
    }

    static string Channel(FilterPath path) => $"P{path.Channel + 1}";
}
