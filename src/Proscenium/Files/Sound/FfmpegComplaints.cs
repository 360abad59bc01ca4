namespace Proscenium.Files.Sound;

/// <summary>What ffmpeg complains of, drained while it runs; the first lines are kept.</summary>
sealed class FfmpegComplaints
{
    const int Kept = 100;

    readonly Task<List<string>> _lines;

    public FfmpegComplaints(TextReader reader) => _lines = Task.Run(() => Drain(reader));

    /// <summary>The lines, once ffmpeg has ended.</summary>
    /// <param name="otherCodecs">Codecs of streams that are not read: what these say concerns no sound.</param>
    public IReadOnlyList<string> Lines(IReadOnlyList<string> otherCodecs)
    {
        bool of = false;
        List<string> lines = [];
        foreach (string line in _lines.Result)
        {
            if (!line.StartsWith("    Last message repeated", StringComparison.Ordinal)) of = !IsOf(line, otherCodecs);
            if (of && !string.IsNullOrWhiteSpace(line)) lines.Add(line);
        }
        return lines;
    }

    /// <summary>The first line that says why, with the file by its own name.</summary>
    public string First(string path, string otherwise)
    {
        IReadOnlyList<string> lines = Lines([]);
        return lines.Count == 0 ? otherwise : Ffmpeg.FirstLine(lines[0]).Replace($"file:{path}", path, StringComparison.Ordinal);
    }

    static List<string> Drain(TextReader reader)
    {
        List<string> lines = [];
        try
        {
            while (reader.ReadLine() is { } line)
                if (lines.Count < Kept) lines.Add(line);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // the process was stopped
        }
        return lines;
    }

    /// <summary>True where the part of ffmpeg that is named before the message belongs to one of some codecs.</summary>
    static bool IsOf(string line, IReadOnlyList<string> codecs)
    {
        int end = line.StartsWith('[') ? line.IndexOf(" @ ", StringComparison.Ordinal) : -1;
        if (end < 0) return false;
        string part = line[1..end];
        return codecs.Any(codec => part == codec || part.EndsWith($"/{codec}", StringComparison.Ordinal) || part.EndsWith($":{codec}", StringComparison.Ordinal));
    }
}
