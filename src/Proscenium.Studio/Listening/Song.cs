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
/// <param name="Layout">Which channels it has.</param>
/// <param name="Channels">Them, in the layout's order.</param>
/// <param name="Note">What is odd about it; null where nothing is.</param>
sealed record Song(string Id, string Name, int SampleRate, ChannelLayout Layout, float[][] Channels, string? Note)
{
    /// <summary>What is kept of a long one, so that a page bears it: of stereo, which a page holds as it is and split; of more channels as many samples in all.</summary>
    const int MostSeconds = 300, StereoChannels = 5;

    const int BlockFrames = 4096, LeastRate = 44100, MostRate = 96000;

    readonly ConcurrentDictionary<UpmixMode, Lazy<float[][]>> _split = [];
    Lazy<SongPassages?>? _passages;

    /// <summary>Frames.</summary>
    public int Frames => Channels[0].Length;

    /// <summary>Reads a song from a file.</summary>
    /// <param name="id">Its name in addresses.</param>
    /// <param name="name">Its name for people and in errors.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="SoundException">It is no sound of a known layout.</exception>
    public static Song Open(string id, string name, string path)
    {
        SongFormat.Require(path, name);
        if (!SongFormat.HasItsIndexAnywhere(path)) return Read(id, name, new(File.OpenRead(path), name), sentence => sentence);
        string Named(string sentence) => sentence.Replace(path, name, StringComparison.Ordinal); // what the file is called here is nobody's business
        try
        {
            return Read(id, name, new(path), Named);
        }
        catch (SoundException e)
        {
            throw new SoundException(Named(e.Message), e);
        }
    }

    static Song Read(string id, string name, ProgrammeSource opened, Func<string, string> named)
    {
        using ProgrammeSource source = opened;
        if (source.SampleRate is < LeastRate or > MostRate) throw new SoundException($"{name}: has {source.SampleRate} samples per second, and the studio plays {LeastRate} to {MostRate}: convert it.");
        List<float>[] channels = [.. source.Layout.Channels.Select(_ => new List<float>())];
        BlockSource next = source.Channels(source.Layout.Channels);
        AudioBuffer block = new(channels.Length, BlockFrames);
        int held = SongChannels.Names(source.Layout, UpmixMode.Music).Count, seconds = Math.Min(MostSeconds, MostSeconds * StereoChannels / held), most = seconds * source.SampleRate, read;
        do
        {
            read = Math.Min(next(block.Block()), most - channels[0].Count);
            for (int channel = 0; channel < channels.Length; channel++) channels[channel].AddRange(block.Block()[channel][..read]);
        }
        while (read == BlockFrames);
        if (channels[0].Count == 0) throw new SoundException($"{name}: has no sound in it.");
        string? cut = channels[0].Count < most ? null : source.Layout.IsStereo ? $"The first {MostSeconds / 60} minutes are played." : $"The first {seconds / 60}:{seconds % 60:00} minutes are played, since {source.Layout.Name} has more channels than stereo.";
        string? note = string.Join(' ', ((string?[])[cut, .. source.Warnings.Select(named)]).Where(one => one is not null));
        return new(id, name, source.SampleRate, source.Layout, [.. channels.Select(channel => channel.ToArray())], note.Length == 0 ? null : note);
    }

    /// <summary>Where it is listened to for its loudness and its peaks; null: everywhere.</summary>
    public SongPassages? Passages => LazyInitializer.EnsureInitialized(ref _passages, () => new(() => SongPassages.Of(this))).Value;

    /// <summary>Left, right and centre as an upmix splits them, at the times of the song itself.</summary>
    public float[][] Split(UpmixMode mode) => _split.GetOrAdd(mode, _ => new(() => SplitBy(mode))).Value;

    float[][] SplitBy(UpmixMode mode)
    {
        CentreUpmixer upmix = new(mode, SampleRate);
        AudioBuffer stereo = new(2, BlockFrames), split = new(3, BlockFrames);
        float[][] parts = [new float[Frames], new float[Frames], new float[Frames]];
        for (int start = 0; start < Frames + upmix.LatencyFrames; start += BlockFrames)
        {
            stereo.Block().Clear();
            for (int channel = 0; channel < 2; channel++)
                if (start < Frames) Channels[channel].AsSpan(start, Math.Min(BlockFrames, Frames - start)).CopyTo(stereo.Block()[channel]);
            upmix.Process(stereo.Block(), split.Block());
            int from = Math.Max(0, upmix.LatencyFrames - start), at = start + from - upmix.LatencyFrames, count = Math.Min(BlockFrames - from, Frames - at);
            if (count <= 0) continue;
            for (int part = 0; part < 3; part++) split.Block()[part].Slice(from, count).CopyTo(parts[part].AsSpan(at));
        }
        return parts;
    }
}
