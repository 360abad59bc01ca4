using System.CommandLine;

namespace Proscenium.Cli.Commands.Track;

/// <summary><c>proscenium track</c>: trackers of the listener's head, and tracks of poses.</summary>
static class TrackCommand
{
    public static Command Create() => new("track", "Set up a tracker of the listener's head for 'proscenium live --track': check its signs and scale, record its poses as a file, and send a file's poses as a tracker would.\n\n"
        + "Example: proscenium track check --track opentrack\nExample: proscenium track record -o poses.csv\nExample: proscenium track replay poses.csv")
    {
        TrackCheckCommand.Create(), TrackRecordCommand.Create(), TrackReplayCommand.Create(),
    };
}
