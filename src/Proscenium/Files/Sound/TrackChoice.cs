namespace Proscenium.Files.Sound;

/// <summary>Which sound tracks of a file are read, and how: one of them, or mono tracks joined to one sound.</summary>
/// <param name="Tracks">The tracks, in the order in which they are joined.</param>
/// <param name="Places">The loudspeaker of each where they are joined; empty for one track.</param>
/// <param name="Layout">The layout that they are joined to.</param>
/// <param name="Note">What was chosen, where there was a choice; else null.</param>
sealed record TrackChoice(IReadOnlyList<SoundTrack> Tracks, IReadOnlyList<string> Places, string Layout, string? Note)
{
    static readonly (string Layout, string[] Places)[] _joined = [("stereo", ["FL", "FR"]), ("5.1", ["FL", "FR", "FC", "LFE", "BL", "BR"])];

    /// <summary>Chooses.</summary>
    /// <param name="file">What the file has.</param>
    /// <param name="number">The number of the wanted track, from 1, or null.</param>
    /// <param name="path">Named in errors and notes.</param>
    /// <exception cref="SoundException">There is no such track, or nothing says what several mono tracks are.</exception>
    public static TrackChoice Of(SoundTracks file, int? number, string path)
    {
        IReadOnlyList<SoundTrack> tracks = file.Tracks;
        if (number is { } wanted) return wanted >= 1 && wanted <= tracks.Count ? One(tracks[wanted - 1], null) : throw Missing(path, wanted, tracks.Count);
        if (tracks.Count == 1) return One(tracks[0], null);
        if (file.IsOneTrackAChannel && AreChannels(tracks)) return Join(tracks, path);
        SoundTrack chosen = tracks.FirstOrDefault(track => track.IsDefault && !track.IsAside) ?? tracks.FirstOrDefault(track => !track.IsAside) ?? tracks[0];
        return One(chosen, $"{path}: has {tracks.Count} sound tracks; number {Number(tracks, chosen)} ({chosen.Words}) is played: choose another by its number.");
    }

    /// <summary>The error of a track that is not there.</summary>
    public static SoundException Missing(string path, int number, int count) =>
        new(new Fault(ErrorCodes.SoundTrackUnfit, $"{path}: has no sound track {number}; {(count == 1 ? "it has one, number 1: choose that, or none" : $"it has {count}: choose one of 1 to {count}")}"));

    static TrackChoice One(SoundTrack track, string? note) => new([track], [], "", note);

    /// <summary>True for mono tracks that are alike but for what they play.</summary>
    static bool AreChannels(IReadOnlyList<SoundTrack> tracks) =>
        tracks.All(track => track.Channels == 1 && !track.IsAside && track.SampleRate == tracks[0].SampleRate && track.Language == tracks[0].Language);

    static TrackChoice Join(IReadOnlyList<SoundTrack> tracks, string path)
    {
        string[] labels = [.. tracks.Select(Label)];
        foreach ((string layout, string[] places) in _joined)
        {
            if (places.Length != tracks.Count) continue;
            bool labelled = labels.Order(StringComparer.Ordinal).SequenceEqual(places.Order(StringComparer.Ordinal));
            if (!labelled && labels.Any(label => label.Length > 0 && label != labels[0])) break;
            return new(tracks, labelled ? labels : places, layout,
                $"{path}: has {tracks.Count} mono sound tracks, taken for {layout} {(labelled ? "as they are labelled" : "in the order")} {string.Join(", ", labelled ? labels : places)}: choose one track by its number where that is wrong.");
        }
        throw new SoundException(new Fault(ErrorCodes.SoundTrackUnfit, $"{path}: has {tracks.Count} mono sound tracks and does not say which loudspeakers they are for",
            $"choose one by its number, or join those that belong together first (ffmpeg -i FILE -filter_complex \"[0:a:0][0:a:1]join=inputs=2:channel_layout=stereo\" OUT.wav)", $"{tracks.Count}"));
    }

    /// <summary>The loudspeaker of a track of one channel, as in <c>1 channels (LFE)</c>; empty for plain mono.</summary>
    static string Label(SoundTrack track)
    {
        int begin = track.Layout.IndexOf('(', StringComparison.Ordinal), end = track.Layout.IndexOf(')', StringComparison.Ordinal);
        string label = begin >= 0 && end > begin ? track.Layout[(begin + 1)..end] : track.Layout;
        return label switch { "SL" => "BL", "SR" => "BR", _ => FileChannels.PlaceNames.Contains(label) ? label : "" };
    }

    static int Number(IReadOnlyList<SoundTrack> tracks, SoundTrack track) => tracks.ToList().IndexOf(track) + 1;
}
