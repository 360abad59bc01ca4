namespace Proscenium.Engine.Errors;

/// <summary>The codes of all errors; a code once given keeps its meaning. Their cures in the command: docs/errors.md.</summary>
public static class ErrorCodes
{
    /// <summary>A file does not hold what its reader needs.</summary>
    public const string FileInvalid = "file-invalid";

    /// <summary>There is no such file or folder, and nothing of that name is built in.</summary>
    public const string FileMissing = "file-missing";

    /// <summary>A file cannot be opened or read.</summary>
    public const string FileUnreadable = "file-unreadable";

    /// <summary>A measured head hears the left louder at its right ear.</summary>
    public const string EarsMirrored = "ears-mirrored";

    /// <summary>A measured head would hear the left louder at its right ear if its ears were exchanged.</summary>
    public const string EarsExchanged = "ears-exchanged";

    /// <summary>A file of a head holds responses that are none of a head's.</summary>
    public const string NoHead = "no-head";

    /// <summary>A folder holds no plan. Its value is the folder.</summary>
    public const string PlanMissing = "plan-missing";

    /// <summary>The filters of a plan are not those that its description was written with.</summary>
    public const string PlanMixed = "plan-mixed";

    /// <summary>A plan cannot be stored, because its head or its device was not read from a file.</summary>
    public const string PlanUnstorable = "plan-unstorable";

    /// <summary>A sound file cannot be read: damaged, empty, or no sound.</summary>
    public const string SoundUnreadable = "sound-unreadable";

    /// <summary>A WAV file holds a codec that is not read here.</summary>
    public const string SoundCodecUnknown = "sound-codec-unknown";

    /// <summary>A sound is at a rate that is not rendered.</summary>
    public const string SoundRateUnsupported = "sound-rate-unsupported";

    /// <summary>A file has no sound track of that number, or several mono tracks and does not say what they are. Its value is how many it has.</summary>
    public const string SoundTrackUnfit = "sound-track-unfit";

    /// <summary>A sound has more channels than mono or stereo.</summary>
    public const string SoundNotStereo = "sound-not-stereo";

    /// <summary>A file of filters has other channels or another rate than the sound it is for.</summary>
    public const string MatrixUnfit = "matrix-unfit";

    /// <summary>A folder has no mixes to measure, or no true centres beside them.</summary>
    public const string MixesMissing = "mixes-missing";

    /// <summary>A folder has no folders with a mix in them.</summary>
    public const string MixFoldersMissing = "mix-folders-missing";

    /// <summary>A true centre has other channels or another rate than its mix.</summary>
    public const string CentreUnfit = "centre-unfit";

    /// <summary>A file or folder cannot be written where it was asked for.</summary>
    public const string PlaceUnusable = "place-unusable";

    /// <summary>A result would be written over something that is read for it.</summary>
    public const string OutputIsInput = "output-is-input";

    /// <summary>The format of a sound file does not keep so many channels apart.</summary>
    public const string ChannelsMixed = "channels-mixed";

    /// <summary>A link is in the way of an installation.</summary>
    public const string PlaceLinked = "place-linked";

    /// <summary>A file that this installation did not write, or that was changed since, is in its way.</summary>
    public const string PlaceTaken = "place-taken";

    /// <summary>The record of an installation is damaged.</summary>
    public const string RecordDamaged = "record-damaged";

    /// <summary>An environment variable names no full path.</summary>
    public const string EnvironmentInvalid = "environment-invalid";

    /// <summary>A gain would take the output beyond full scale. Its value is the highest gain in dB that does not.</summary>
    public const string GainTooHigh = "gain-too-high";

    /// <summary>An upmix was chosen for a plan that has none.</summary>
    public const string UpmixMissing = "upmix-missing";

    /// <summary>A sound and the plan for it have different rates. Its value is the rate of the sound in Hz.</summary>
    public const string PlanRateMismatch = "plan-rate-mismatch";

    /// <summary>A sound has channels that the plan does not take. Its value is the layout of the sound.</summary>
    public const string PlanLayoutMismatch = "plan-layout-mismatch";

    /// <summary>A sound is stereo and the plan has a centre, which would stay silent.</summary>
    public const string PlanCentreSilent = "plan-centre-silent";

    /// <summary>A folder within a plan is named after a rate that its plan is not for. Its value is that rate in Hz.</summary>
    public const string SubfolderRateMismatch = "subfolder-rate-mismatch";

    /// <summary>A folder within a plan has other inputs or drivers than the plan.</summary>
    public const string SubfolderPlanMismatch = "subfolder-plan-mismatch";

    /// <summary>A design in a process of its own failed.</summary>
    public const string DesignFailed = "design-failed";

    /// <summary>A setting is out of its range, or names what there is not.</summary>
    public const string SettingInvalid = "setting-invalid";

    /// <summary>A measured room is at another rate than the plan. Its value is the rate of the room's file in Hz.</summary>
    public const string RoomRateMismatch = "room-rate-mismatch";

    /// <summary>A measured room holds the responses of more or fewer sources than the plan has drivers.</summary>
    public const string RoomSourcesMismatch = "room-sources-mismatch";

    /// <summary>The image sources of a room up to a length are too many. Its value is the longest length in seconds for which they are not.</summary>
    public const string RoomResponseTooLong = "room-response-too-long";

    /// <summary>A format has no recursive canceller. Its value is the list of those that have one.</summary>
    public const string RaceFormatUnknown = "race-format-unknown";

    /// <summary>A plan does not fit the format of an export.</summary>
    public const string FormatUnfit = "format-unfit";

    /// <summary>The program of a format takes left and right alone.</summary>
    public const string FormatTakesStereo = "format-takes-stereo";

    /// <summary>The program of a format feeds two drivers.</summary>
    public const string FormatFeedsTwoDrivers = "format-feeds-two-drivers";

    /// <summary>The program of a format chooses among fewer rates.</summary>
    public const string FormatRates = "format-rates";

    /// <summary>The files of a format cannot hold a gain.</summary>
    public const string FormatGain = "format-gain";

    /// <summary>A plan for a desktop is not for stereo.</summary>
    public const string DesktopPlanNotStereo = "desktop-plan-not-stereo";

    /// <summary>A note: PipeWire runs at another rate than the plan. Its value is the rate of PipeWire in Hz.</summary>
    public const string PlanResampled = "plan-resampled";

    /// <summary>A note: at other rates than those of the plan the sound passes untreated.</summary>
    public const string RatesUntreated = "rates-untreated";

    /// <summary>The plug-in is not there, not whole, or none. Its value is the cure that keeps to a plug-in.</summary>
    public const string PluginUnusable = "plugin-unusable";

    /// <summary>A plan has more drivers than the plug-in has outputs.</summary>
    public const string PluginTooSmall = "plugin-too-small";

    /// <summary>The plug-in cannot play a plan at a gain.</summary>
    public const string PluginGain = "plugin-gain";

    /// <summary>A program or library is not installed.</summary>
    public const string ProgramMissing = "program-missing";

    /// <summary>A program that verifies an export failed.</summary>
    public const string ProgramFailed = "program-failed";

    /// <summary>A sound server does not run, or does not take another client.</summary>
    public const string ServerUnavailable = "server-unavailable";

    /// <summary>No kind of sound server was chosen, and there is no JACK.</summary>
    public const string JackUnavailable = "jack-unavailable";

    /// <summary>Settings of JACK were given for PortAudio.</summary>
    public const string JackSettings = "jack-settings";

    /// <summary>Settings of PortAudio were given for JACK.</summary>
    public const string PortAudioSettings = "portaudio-settings";

    /// <summary>PortAudio was chosen without a device that brings the sound.</summary>
    public const string PortAudioInputNotNamed = "portaudio-input-not-named";

    /// <summary>The system has no usual input device.</summary>
    public const string InputNotNamed = "input-not-named";

    /// <summary>The system has no usual output device.</summary>
    public const string OutputNotNamed = "output-not-named";

    /// <summary>An input device has fewer channels than the plan takes.</summary>
    public const string InputUnfit = "input-unfit";

    /// <summary>An output device has fewer channels than the plan feeds.</summary>
    public const string OutputUnfit = "output-unfit";

    /// <summary>There is no such sound device, or more than one.</summary>
    public const string DeviceMissing = "device-missing";

    /// <summary>Two sound devices cannot run as one.</summary>
    public const string DeviceUnfit = "device-unfit";

    /// <summary>A sound device is in use, gone, or refused by the system.</summary>
    public const string DeviceUnavailable = "device-unavailable";

    /// <summary>A sound device refuses what was asked.</summary>
    public const string DeviceRefused = "device-refused";

    /// <summary>Sound devices refuse a rate. Its value is the list of rates in Hz that they take.</summary>
    public const string DeviceRateRefused = "device-rate-refused";

    /// <summary>A command to the running plan cannot be carried out, or its port cannot be had.</summary>
    public const string CommandRefused = "command-refused";
}
