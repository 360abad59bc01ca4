using System.Globalization;

namespace Proscenium.Cli.Text;

/// <summary>A cure by options of the command.</summary>
/// <param name="Words">The cure, with {0} for the value of the fault.</param>
/// <param name="Verbs">Those whose options it names.</param>
sealed record Cure(string Words, params string[] Verbs);

/// <summary>What repairs a fault at the command line: in place of the library's words, which name no options.</summary>
static class Cures
{
    static readonly Dictionary<string, Cure> _all = new()
    {
        [ErrorCodes.EarsMirrored] = new("exchange the ears with --swap-ears, or repair the file", "design", "analyze", "render", "live", "demo"),
        [ErrorCodes.EarsExchanged] = new("leave out --swap-ears", "design", "analyze", "render", "live", "demo"),
        [ErrorCodes.PlanMissing] = new("make one with 'proscenium design -o {0}'", "design"),
        [ErrorCodes.SoundNotStereo] = new("mix it down first (ffmpeg {0}), or render it as a film (proscenium render)", "render"),
        [ErrorCodes.SoundTrackUnfit] = new("choose one with --sound-track, 1 to {0}, or join those that belong together first (ffmpeg -i FILE -filter_complex \"[0:a:0][0:a:1]join=inputs=2:channel_layout=stereo\" OUT.wav)", "render", "upmix", "headphones", "convolve", "demo"),
        [ErrorCodes.MixFoldersMissing] = new("name the folder above them, or a folder of true centres by --reference", "upmix"),
        [ErrorCodes.PlaceLinked] = new("remove it, or add --replace, which moves the link aside and not what it leads to", "install"),
        [ErrorCodes.PlaceTaken] = new("remove it, or add --replace, which moves it aside", "install"),
        [ErrorCodes.GainTooHigh] = new("use --gain {0} or less", "render", "headphones"),
        [ErrorCodes.RoomRateMismatch] = new("design the plan with --rate {0}, or convert the file", "design", "analyze"),
        [ErrorCodes.RoomSourcesMismatch] = new("name a file with the responses of every driver, a plan for as many drivers, or its sources in the drivers' order with --sources", "analyze", "render"),
        [ErrorCodes.RoomResponseTooLong] = new("give --length {0} or less, or --tail on", "room"),
        [ErrorCodes.UpmixMissing] = new("leave --upmix out", "render", "live"),
        [ErrorCodes.PlanRateMismatch] = new("design the plan with --rate {0}, or convert the file", "design"),
        [ErrorCodes.PlanLayoutMismatch] = new("design the plan with --layout {0}, or leave --plan out", "design", "render"),
        [ErrorCodes.PlanCentreSilent] = new("design the plan without --layout, or leave --plan out", "design", "render"),
        [ErrorCodes.SubfolderRateMismatch] = new("rename it, or design it with --rate {0}", "design"),
        [ErrorCodes.FormatTakesStereo] = new("add --stereo-only (for a film, to a plan for stereo)", "export"),
        [ErrorCodes.FormatFeedsTwoDrivers] = new("design for two drivers (proscenium design --drivers, with two names)", "design"),
        [ErrorCodes.FormatRates] = new("give fewer --rates", "export"),
        [ErrorCodes.FormatGain] = new("give a --gain within that", "export"),
        [ErrorCodes.DesktopPlanNotStereo] = new("design a plan without --layout, or export this one with 'proscenium export --format pipewire'", "design", "export"),
        [ErrorCodes.PlanResampled] = new("design the plan with --rate {0} to spare that", "design"),
        [ErrorCodes.PluginUnusable] = new("{0}, or take --convolvers", "install"),
        [ErrorCodes.PluginTooSmall] = new("take --convolvers", "install"),
        [ErrorCodes.PluginGain] = new("choose a --gain in between", "install"),
        [ErrorCodes.JackUnavailable] = new("name the device that brings the sound by --input ('proscenium live --list')", "live"),
        [ErrorCodes.JackSettings] = new("leave --server, --from and --to out for PortAudio", "live"),
        [ErrorCodes.PortAudioSettings] = new("leave --input, --output, --rate and --block out for JACK", "live"),
        [ErrorCodes.PortAudioInputNotNamed] = new("name one by --input ('proscenium live --list')", "live"),
        [ErrorCodes.InputNotNamed] = new("name one by --input", "live"),
        [ErrorCodes.OutputNotNamed] = new("name one by --output", "live"),
        [ErrorCodes.InputUnfit] = new("choose another by --input", "live"),
        [ErrorCodes.OutputUnfit] = new("choose another by --output, or a plan for fewer drivers", "live"),
        [ErrorCodes.DeviceRefused] = new("choose other devices by --input and --output", "live"),
        [ErrorCodes.DeviceRateRefused] = new("use --rate with {0}", "live"),
    };

    /// <summary>The cures that name options, by the code of their fault.</summary>
    public static IReadOnlyDictionary<string, Cure> All => _all;

    /// <summary>The sentence for the user: the file, the fault, and the cure by its option where there is one.</summary>
    public static string Sentence(Fault fault) => With(fault).ToString();

    /// <inheritdoc cref="Sentence(Fault)"/>
    public static string Sentence(Exception error) => error is ProsceniumException { Fault: var fault } ? Sentence(fault) : error.Message;

    /// <summary>A fault with the command's own cure.</summary>
    public static Fault With(Fault fault) => fault.Cure is not null && _all.TryGetValue(fault.Code, out Cure? cure)
        ? fault with { Cure = string.Format(CultureInfo.InvariantCulture, cure.Words, fault.Value) } : fault;
}
