using Proscenium.Engine.Plan;

namespace Proscenium.Integrations.Export;

/// <summary>The sound file that printed steps render: a song, or what the upmix makes of it for a plan that is fed left, right and centre.</summary>
static class SongFile
{
    const string Song = "song.wav", Upmixed = "song-lrc.wav";

    /// <summary>The file that a program takes.</summary>
    public static string Name(MultiRatePlan multiRatePlan) => multiRatePlan.Upmix is null ? Song : Upmixed;

    /// <summary>The step that makes this file; none where it is the song itself.</summary>
    public static IEnumerable<string> Steps(MultiRatePlan multiRatePlan)
    {
        if (multiRatePlan.Upmix is { } mode) yield return $"Extract the centre of a song: proscenium upmix {Song} {Upmixed}{(mode == UpmixMode.Music ? "" : $" --mode {UpmixModes.Name(mode)}")}";
    }
}
