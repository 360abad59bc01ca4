using System.CommandLine;
using System.Globalization;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Storage;

namespace Proscenium.Cli.Commands;

/// <summary>Options that several commands share, made anew for each.</summary>
static class Options
{
    public static Option<bool> Quiet() => new("--quiet", "-q") { Description = "Print nothing but errors and notes." };

    public static Option<string> Device() => new("--device") { Description = "A built-in device (see 'proscenium devices') or a device file.", DefaultValueFactory = _ => "echo-studio" };

    public static Option<string?> Head() => new("--head") { Description = "A measured head in a SOFA file; without it a rigid sphere listens." };

    public static Option<double?> Gain(string what) => new("--gain") { Description = what };

    public static Argument<string> Input() => new("IN") { Description = "Sound file, or - for standard input." };

    public static Argument<string> Output() => new("OUT") { Description = "WAV file (32-bit float), or what its ending says, or - for standard output." };

    /// <summary>A head by the value of <see cref="Head"/>.</summary>
    public static Head OpenHead(string? path) => path is null ? new SphericalHead() : SofaFile.Open(path);

    /// <summary>A number in the language of files, or a sentence.</summary>
    public static double Number(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new ArgumentException($"{option} needs a number, not '{text}'.");
}

/// <summary>The options that make up a <see cref="DesignRequest"/>.</summary>
sealed class DesignOptions
{
    readonly Option<string> _device = Options.Device();
    readonly Option<string?> _drivers = new("--drivers") { Description = "Use only these drivers, names with commas." };
    readonly Option<int> _rate = new("--rate") { Description = "Sample rate in Hz.", DefaultValueFactory = _ => 48000 };
    readonly Option<double?> _distance = new("--distance") { Description = "Metres from the listener to the device; by default the device's own." };
    readonly Option<string> _target = new("--target-gain") { Description = "Wanted ratio of the ears' powers in dB, or a file of lines 'Hz dB'.", DefaultValueFactory = _ => "20" };
    readonly Option<double> _limit = new("--gain-limit") { Description = "Cap on the drivers' effort in dB.", DefaultValueFactory = _ => 12 };
    readonly Option<string> _angle = new("--angle") { Description = "Azimuth of the virtual loudspeakers in degrees, or none for the canceller alone.", DefaultValueFactory = _ => "30" };
    readonly Option<bool> _robust = new("--robust") { Description = "Design for the seat and 5 cm to either side." };
    readonly Option<int?> _taps = new("--taps") { Description = "Filter length; by default 512 up to 48 kHz, in proportion above." };
    readonly Option<int?> _delay = new("--delay") { Description = "Modelling delay in samples; by default half the taps." };

    public void AddTo(Command command, bool withRate = true)
    {
        foreach (Option option in (Option[])[_device, _drivers, _distance, _target, _limit, _angle, _robust, _taps, _delay]) command.Options.Add(option);
        if (withRate) command.Options.Add(_rate);
    }

    public DesignRequest Read(ParseResult parsed)
    {
        Device device = DeviceFile.Open(parsed.GetValue(_device)!);
        if (parsed.GetValue(_drivers) is { } names) device = device.WithDrivers(names.Split(',', StringSplitOptions.TrimEntries));
        string angle = parsed.GetValue(_angle)!;
        return new()
        {
            Device = device,
            DistanceMetres = parsed.GetValue(_distance),
            SampleRate = parsed.GetValue(_rate),
            Target = Target(parsed.GetValue(_target)!),
            GainLimitDb = parsed.GetValue(_limit),
            AngleDegrees = angle == "none" ? null : Options.Number("--angle", angle),
            Poses = parsed.GetValue(_robust) ? HeadPose.SeatAndFiveCentimetres : [HeadPose.Seat],
            Taps = parsed.GetValue(_taps),
            ModellingDelaySamples = parsed.GetValue(_delay),
        };
    }

    static PowerRatioCurve Target(string text)
    {
        if (!File.Exists(text)) return PowerRatioCurve.Flat(Options.Number("--target-gain", text));
        List<(double, double)> points = [];
        foreach (string line in File.ReadLines(text))
        {
            if (line.Trim() is "" or ['#', ..]) continue;
            string[] parts = line.Split([' ', '\t', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length != 2) throw new ArgumentException($"{text}: the line '{line}' must be a frequency in Hz and a ratio in dB.");
            points.Add((Options.Number(text, parts[0]), Options.Number(text, parts[1])));
        }
        return PowerRatioCurve.Through(points);
    }
}
