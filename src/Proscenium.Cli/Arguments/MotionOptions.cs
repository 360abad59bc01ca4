using System.CommandLine;
using Proscenium.Files.Projects;
using Proscenium.Judging.Motion;
using Proscenium.Tracking;

namespace Proscenium.Cli.Arguments;

/// <summary>A head that moves, and the tracker that follows it.</summary>
sealed class MotionOptions
{
    readonly Option<string?> _track = new("--track") { HelpName = "file", Description = "Also analyze over time while the head moves along the poses of a CSV file (seconds,left,forward,up,yaw): cancellation with the seat's filters, and with those of the plan's bank." };
    readonly Option<double?> _delay = NumberOption.RealWithin(0, 1000, "--track-delay", "ms", "With --track: how late a tracker tells a pose; by default 40.");
    readonly Option<double?> _noise = NumberOption.RealWithin(0, 100, "--track-noise", "cm", "With --track: standard deviation of a tracker's coordinates; by default 0.5.");
    readonly Option<double?> _rate = NumberOption.RealWithin(1, 1000, "--track-rate", "Hz", "With --track: poses a second; by default 60.");
    readonly Option<double?> _lost = NumberOption.RealWithin(0, 100, "--track-lost", "percent", "With --track: poses that never arrive; by default none.");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Verb command) => command.Add(Heading.Tracking, _track, _delay, _noise, _rate, _lost);

    /// <summary>The track, or null, and the tracker.</summary>
    /// <exception cref="SettingException">A tracker without a track.</exception>
    public (PoseTrack? Track, SimulatedTracker Tracker) Read(ParseResult parsed)
    {
        SimulatedTracker usual = new();
        if (parsed.GetValue(_track) is not { } file)
            return ((Option[])[_delay, _noise, _rate, _lost]).FirstOrDefault(option => parsed.GetResult(option) is not null) is { } idle ? throw new SettingException($"{idle.Name} is of a tracker that follows a head: name the head's poses with --track.") : (null, usual);
        return (new(PoseTrackFile.Open(file), file), new(parsed.GetValue(_delay) / 1000 ?? usual.DelaySeconds, parsed.GetValue(_noise) / 100 ?? usual.NoiseMetres, parsed.GetValue(_rate) ?? usual.PosesPerSecond, parsed.GetValue(_lost) / 100 ?? usual.LostShare));
    }
}
