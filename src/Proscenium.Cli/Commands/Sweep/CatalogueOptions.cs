using System.CommandLine;
using System.CommandLine.Parsing;
using Proscenium.Cli.Arguments;
using Proscenium.Sweeps.Catalogues;

namespace Proscenium.Cli.Commands.Sweep;

/// <summary>The options of a catalogue's job.</summary>
sealed class CatalogueOptions
{
    readonly Option<string?> _to = new("--to") { HelpName = "folder", Description = "Of a catalogue: the folder that its results are written to." };
    readonly Option<string> _device = Options.Device();
    readonly Option<string?> _plan = new("--plan") { HelpName = "folder", Description = "Plan folder, instead of designs for --device." }, _head = new("--head") { HelpName = "file", Description = "With --write monitor: measured head of the listener (a SOFA file); by default a rigid sphere." };
    readonly Option<string?> _upmix = new("--upmix") { HelpName = "mode", Description = $"{Options.UpmixModeDescription}{Options.OrNoUpmix} By default music, or the mode of the plan." };
    readonly Option<string> _write = new("--write") { HelpName = "feeds|monitor|upmix", Description = "What is written of each file: driver feeds, the sound at the ears, or left, right and centre.", DefaultValueFactory = _ => "feeds" };
    readonly Option<string> _format = new("--format") { HelpName = "ending", Description = "Format of what is written, by its ending: wav (32-bit float), flac and others (by ffmpeg).", DefaultValueFactory = _ => "wav" };
    readonly Option<double?> _gain = Options.Gain(Options.PlaybackGain);
    readonly Option<string?> _headroom = Options.Headroom();

    Option[] All => [_to, _device, _plan, _head, _upmix, _write, _format, _gain, _headroom];

    /// <summary>Adds them under their headings.</summary>
    public void AddTo(Verb command)
    {
        command.Add(Heading.Plan, _device, _plan, _upmix);
        command.Add(Heading.Listener, _head);
        command.Add(Heading.Level, _gain, _headroom);
        command.Add(Heading.Output, _to, _write, _format);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_plan) is not null && result.GetResult(_device) is { Implicit: false }) result.AddError("--plan contains its own device: leave --device out.");
            if (result.GetResult(_gain) is not null && result.GetResult(_headroom) is not null) result.AddError("--gain and --headroom both set the level: leave one of them out.");
            if (result.GetResult(_head) is not null && result.GetValue(_write) != "monitor") result.AddError("--head applies to the sound at the ears: add --write monitor.");
        });
    }

    /// <summary>The first of them that was given, or null.</summary>
    public Option? First(CommandResult result) => All.FirstOrDefault(option => result.GetResult(option) is { Implicit: false });

    /// <summary>What they say.</summary>
    public CatalogueSettings Read(ParseResult parsed)
    {
        string write = parsed.GetValue(_write)!, format = parsed.GetValue(_format)!;
        if (write is not ("feeds" or "monitor" or "upmix")) throw new SettingException($"unknown --write '{write}': use feeds, monitor or upmix.");
        if (parsed.GetValue(_upmix) is { } mode) Options.ModeOrNone("--upmix", mode);
        return new()
        {
            Output = parsed.GetValue(_to) ?? throw new SettingException("a catalogue needs a folder for its results: name it with --to."),
            Write = Enum.Parse<Written>(write, ignoreCase: true),
            Ending = $".{format.TrimStart('.')}",
            Device = parsed.GetValue(_device)!,
            Plan = parsed.GetValue(_plan),
            Head = parsed.GetValue(_head),
            Upmix = parsed.GetValue(_upmix),
            GainDb = parsed.GetValue(_gain),
            SafeHeadroom = parsed.GetValue(_headroom) is not null,
        };
    }
}
