using System.Collections.Concurrent;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Engine.Upmix;
using Proscenium.Files;
using Proscenium.Rendering;
using Proscenium.Studio.Dropped;

namespace Proscenium.Studio.Listening;

/// <summary>A song in memory, and what the upmix makes of it.</summary>
/// <param name="Id">Its name in addresses.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="Stereo">Left and right.</param>
/// <param name="Note">What is odd about it; null where nothing is.</param>
sealed record Song(string Id, string Name, int SampleRate, float[][] Stereo, string? Note)
{
    /// <summary>What is kept of a long one, so that a page bears it.</summary>
    const int MostSeconds = 300;

    const int BlockFrames = 4096, LeastRate = 44100, MostRate = 96000;

    const double PassageSeconds = 12;

    readonly ConcurrentDictionary<UpmixMode, Lazy<float[][]>> _split = [];
    (int From, int Count, double OverDb)? _loudest;

    /// <summary>Frames.</summary>
    public int Frames => Stereo[0].Length;

    /// <summary>Reads a song from a file.</summary>
    /// <param name="id">Its name in addresses.</param>
    /// <param name="name">Its name for people and in errors.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="SoundException">It is no stereo sound.</exception>
    public static Song Open(string id, string name, string path)
    {
        SongFormat.Require(path, name);
        using StereoSource source = new(File.OpenRead(path), name);
        if (source.SampleRate is < LeastRate or > MostRate) throw new SoundException($"{name}: has {source.SampleRate} samples per second, and the studio plays {LeastRate} to {MostRate}: convert it.");
        (List<float> left, List<float> right) = ([], []);
        AudioBuffer block = new(2, BlockFrames);
        int most = MostSeconds * source.SampleRate, read;
        do
        {
            read = Math.Min(source.Read(block.Block()), most - left.Count);
            left.AddRange(block.Block()[0][..read]);
            right.AddRange(block.Block()[1][..read]);
        }
        while (read == BlockFrames);
        if (left.Count == 0) throw new SoundException($"{name}: has no sound in it.");
        string? cut = left.Count == most ? $"The first {MostSeconds / 60} minutes are played." : null;
        string? note = string.Join(' ', ((string?[])[cut, .. source.Warnings]).Where(one => one is not null));
        return new(id, name, source.SampleRate, [[.. left], [.. right]], note.Length == 0 ? null : note);
    }

    /// <summary>Its loudest passage: where it begins, its frames, and by how much the whole song's peak is over its own, dB.</summary>
    public (int From, int Count, double OverDb) Loudest => _loudest ??= FindLoudest();

    /// <summary>Left, right and centre as a plan's upmix splits them, at the times of the song itself; left and right alone without an upmix.</summary>
    public float[][] Split(UpmixMode mode) => mode == UpmixMode.None ? Stereo : _split.GetOrAdd(mode, _ => new(() => SplitBy(mode))).Value;

    (int, int, double) FindLoudest()
    {
        int count = Math.Min(Frames, (int)(PassageSeconds * SampleRate)), from = 0;
        double power = 0, most = 0;
        double At(int n) => Stereo[0][n] * Stereo[0][n] + Stereo[1][n] * Stereo[1][n];
        for (int n = 0; n < Frames; n++)
        {
            power += At(n) - (n >= count ? At(n - count) : 0);
            if (power > most) (most, from) = (power, Math.Max(0, n + 1 - count));
        }
        double Peak(int first, int frames) => Stereo.Max(channel => channel.AsSpan(first, frames).ToArray().Max(Math.Abs));
        return (from, count, most == 0 ? 0 : 20 * Math.Log10(Peak(0, Frames) / Peak(from, count)));
    }

    float[][] SplitBy(UpmixMode mode)
    {
        CentreUpmixer upmix = new(mode, SampleRate);
        AudioBuffer stereo = new(2, BlockFrames), split = new(3, BlockFrames);
        float[][] parts = [new float[Frames], new float[Frames], new float[Frames]];
        for (int start = 0; start < Frames + upmix.LatencyFrames; start += BlockFrames)
        {
            stereo.Block().Clear();
            for (int channel = 0; channel < 2; channel++)
                if (start < Frames) Stereo[channel].AsSpan(start, Math.Min(BlockFrames, Frames - start)).CopyTo(stereo.Block()[channel]);
            upmix.Process(stereo.Block(), split.Block());
            int from = Math.Max(0, upmix.LatencyFrames - start), at = start + from - upmix.LatencyFrames, count = Math.Min(BlockFrames - from, Frames - at);
            if (count <= 0) continue;
            for (int part = 0; part < 3; part++) split.Block()[part].Slice(from, count).CopyTo(parts[part].AsSpan(at));
        }
        return parts;
    }
}
