using System.CommandLine;
using System.Globalization;
using Proscenium.Cli.Terminal;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Heads;

namespace Proscenium.Cli.Arguments;

/// <summary>Options that several commands share, made anew for each.</summary>
static class Options
{
    /// <summary>The device where none is named.</summary>
    public const string StandardDevice = "echo-studio";

    /// <summary>What follows its name then.</summary>
    public const string Unnamed = " (no --device was named: 'proscenium devices' lists them)";

    const string Safe = "safe";

    const int MaxGainDb = 150;

    public static Option<bool> Quiet() => new("--quiet", "-q") { Description = "Print only errors and notes." };

    public static Option<string> Device() => new("--device") { HelpName = "name|file", Description = "A built-in device (see 'proscenium devices') or a device file.", DefaultValueFactory = _ => StandardDevice };

    /// <summary>How the phantom centre is extracted, under the name that it has in a verb.</summary>
    public static Option<string> UpmixMode(string name, string orElse = "") => new(name) { HelpName = "mode", Description = UpmixModeDescription + orElse, DefaultValueFactory = _ => UpmixModes.Name(Engine.Plan.UpmixMode.Music) };

    /// <summary>What a mode is.</summary>
    public const string UpmixModeDescription = "Extraction of the centre, with its latency: music (best quality, 85 ms), video (21 ms), live (5.3 ms) or fast (lowest CPU load, 85 ms).";

    /// <summary>What the choice of an upmix for a plan adds.</summary>
    public const string OrNoUpmix = " none: no centre is extracted, left and right alone play, without that latency.";

    /// <summary>The mode of a name, or none.</summary>
    public static UpmixMode ModeOrNone(string option, string name) =>
        UpmixModes.TryParseOrNone(name, out UpmixMode mode) ? mode : throw new SettingException($"unknown {option} '{name}': use {UpmixModes.NamesOrNone}.");

    /// <summary>The mode of a name.</summary>
    public static UpmixMode Mode(string option, string name) =>
        UpmixModes.TryParse(name, out UpmixMode mode) ? mode : throw new SettingException($"unknown {option} '{name}': use {UpmixModes.Names}.");

    public static Option<string?> Head() => new("--head") { HelpName = "file", Description = "Measured head of the listener (a SOFA file); by default a rigid sphere." };

    /// <summary>What the gain of those who play is.</summary>
    public const string PlaybackGain = "Gain at the drivers in dB; by default as loud at the ears as the untreated device. Where a driver would exceed -1 dB of full scale, the inputs are turned down for that moment, by up to 60 dB.";

    /// <summary>The highest gain of sound that is not known beforehand: at it the limiter holds full scale through any plan.</summary>
    public const int MostLiveGainDb = 30;

    /// <summary>The level at which nothing is ever turned down.</summary>
    public static Option<string?> Headroom()
    {
        Option<string?> headroom = new("--headroom") { HelpName = Safe, Description = "safe: play at minus the plan's headroom, the sum of all its filters' taps, at which music needs no limiting; much quieter." };
        headroom.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: not Safe and { Length: > 0 } other }]) result.AddError($"--headroom '{other}' is unknown: '{Safe}' is the only value, and plays so softly that music needs no limiting; leave --headroom out for as loud as the untreated device, or set a level with --gain.");
        });
        headroom.CompletionSources.Add(Safe);
        return headroom;
    }

    /// <summary>A gain in dB.</summary>
    /// <param name="what">What it does.</param>
    /// <param name="highest">The highest that can be played.</param>
    public static Option<double?> Gain(string what, int highest = MaxGainDb) => new("--gain")
    {
        HelpName = "dB",
        Description = what,
        CustomParser = parsed =>
        {
            if (TryNumber(parsed.Tokens[0].Value, out double decibels) && decibels >= -MaxGainDb && decibels <= highest) return decibels;
            parsed.AddError($"--gain '{parsed.Tokens[0].Value}' is not a level in dB from -{MaxGainDb} to {highest}.");
            return null;
        },
    };

    public static Argument<string> Input() => new("IN") { Description = "Sound file, or - for standard input." };

    public static Argument<string> Output() => new("OUT") { Description = "WAV file (32-bit float), another format by its extension, or - for standard output. An older file is replaced when the new one is complete." };

    /// <summary>Which sound track of a film is read.</summary>
    public static Option<int?> SoundTrack() => NumberOption.Whole("--sound-track", "number", "Which sound track of the file, from 1; by default the one that the file wants played.", lowest: 1);

    /// <summary>A head by the values of <see cref="Head"/> and of <see cref="HeadCorrections"/>.</summary>
    public static Head OpenHead(string? path, bool swapEars = false, double turnDegrees = 0, bool lowEndFromSphere = false)
    {
        if (path is not null) return WithNotes(SofaFile.Open(path, swapEars, turnDegrees, lowEndFromSphere), path);
        string? idle = swapEars ? "--swap-ears" : turnDegrees != 0 ? "--head-turn" : lowEndFromSphere ? "--head-low" : null;
        return idle is null ? new SphericalHead() : throw new SettingException($"{idle} needs a measured head: name its file with --head.");
    }

    static MeasuredHead WithNotes(MeasuredHead head, string path)
    {
        foreach (HeadNote note in head.Notes) Report.Warn($"{path}: {note.Sentence}{HeadCorrections.Curing(note, head.Origin!.TurnDegrees)}.");
        return head;
    }

    /// <summary>Prints the file of something built in.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="names">All there are.</param>
    /// <param name="textOf">The file of a name.</param>
    public static int Show(string kind, string name, IReadOnlyList<string> names, Func<string, string> textOf)
    {
        if (!names.Contains(name)) throw new SettingException($"there is no built-in {kind} '{name}': {NearestName.Question(name, names)}use {string.Join(", ", names)}.");
        Console.Out.Write(textOf(name));
        return 0;
    }

    /// <summary>A number in the language of files, or a sentence.</summary>
    public static double Number(string option, string text) => TryNumber(text, out double value) ? value : throw new SettingException($"{option} needs a number, not '{text}'.");

    /// <summary>A finite number in the language of files.</summary>
    public static bool TryNumber(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>Two numbers with a comma between, as in <c>0.5,3</c>.</summary>
    public static (double, double) Pair(string option, string text)
    {
        string[] parts = text.Split(',');
        return parts.Length == 2 && TryNumber(parts[0], out double first) && TryNumber(parts[1], out double second) ? (first, second) : throw new SettingException($"{option} needs decibels and degrees, as in 0.5,3, not '{text}'.");
    }

    /// <summary>What was typed after the program's name.</summary>
    public static string CommandLine(ParseResult parsed) => string.Join(' ', parsed.Tokens.Select(token => ShellWord.Of(token.Value)));
}
