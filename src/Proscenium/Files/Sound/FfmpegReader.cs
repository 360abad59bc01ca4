using System.Diagnostics;
using Proscenium.Engine.Dsp;
using Proscenium.Files.Sound.Containers;
using static System.FormattableString;

namespace Proscenium.Files.Sound;

/// <summary>Reads any sound through ffmpeg, as a WAV stream from a pipe.</summary>
sealed class FfmpegReader : SoundReader
{
    const int ProbeBytes = 8 << 20, PartBytes = 64 << 10;
    const double LateSeconds = 0.01, ExactSeconds = 0.005, FramesSeconds = 0.1;

    /// <summary>Silence for sound that begins late or is not there for a moment, so that it stays with the picture.</summary>
    const string KeepTime = $"{FillHoles}:first_pts=0";

    /// <summary>The same without the beginning, which ffmpeg would look for anew where the sample rate changes.</summary>
    const string FillHoles = "aresample=async=1:min_hard_comp=0.05";

    /// <summary>Formats whose header says to the sample how long the sound is.</summary>
    static readonly string[] _exact = ["flac", "wv", "tta", "ape", "aiff"];

    readonly string _path;
    readonly Process _process;
    readonly FfmpegComplaints _complaints;
    readonly WaveReader _wave;
    readonly SoundTracks? _file;
    readonly TrackChoice? _choice;
    readonly ContainerFault? _fault;
    readonly FlacJoint? _joint;
    volatile Exception? _inputFault;
    long _frames;

    FfmpegReader(string path, Process process, Stream? content, SoundTracks? file, TrackChoice? choice, ContainerFault? fault, (int First, int Last)? rates)
    {
        (_path, _process, _file, _choice, _fault) = (path, process, file, choice, fault);
        if (file?.Format == "flac") _joint = new();
        _complaints = new(process.StandardError);
        if (content is null) process.StandardInput.Close();
        else _ = Task.Run(() => Feed(content));
        try
        {
            _wave = new WaveReader(process.StandardOutput.BaseStream, path);
        }
        catch (SoundException e)
        {
            Ffmpeg.Kill(process); // it would wait for ever for somebody who takes its sound
            string reason = _complaints.First(path, "");
            Ffmpeg.Stop(process);
            ThrowInputFault();
            if (reason.Length == 0 || e.Code == ErrorCodes.SoundCodecUnknown) throw;
            throw new SoundException($"{path}: holds no sound that ffmpeg can read ({reason.TrimEnd('.')}): export it again, or name a sound file.", e);
        }
        if (fault is { Note: { } note, IsLoss: true }) NoteLoss(note);
        else if (fault?.Note is { } odd) Note(odd);
        if (rates is { } changing) Note($"{path}: its sample rate changes from {changing.First} to {changing.Last} Hz: all of it is read at {Format.SampleRate} Hz.");
        NoteChoice();
    }

    public override SoundFormat Format => _wave.Format;

    public override uint SpeakerMask => _wave.SpeakerMask;

    public override long? FrameCount => null;

    internal override long? ExpectedFrames => _choice?.Tracks.Max(track => track.Seconds) is { } seconds ? (long)(seconds * Format.SampleRate) : null;

    /// <summary>ffmpeg's ambisonic channels have the order W, Y, Z, X (ACN) and the levels of SN3D.</summary>
    internal override string? AmbisonicToStereo => _choice is { Tracks: [{ Layout: var layout }] } && layout.StartsWith("ambisonic", StringComparison.Ordinal) ? "pan=stereo|FL=0.5*c0+0.5*c1|FR=0.5*c0-0.5*c1" : null;

    internal override string MixToStereo => _choice switch
    {
        { Places.Count: > 0 } joined => $"-i FILE -filter_complex \"{Joined(joined)}\" -map \"[out]\" -ac 2 OUT.wav",
        { Tracks: [var track] } when _file!.Tracks.Count > 1 => $"-i FILE -map 0:{track.Stream} -ac 2 OUT.wav",
        _ => base.MixToStereo,
    };

    /// <summary>Starts reading: a file by its path, any other content through a pipe.</summary>
    /// <param name="path">The file, or what errors call the content.</param>
    /// <param name="content">The content from its beginning.</param>
    /// <param name="isFile">True where ffmpeg opens the file itself.</param>
    /// <param name="track">The number of the sound track, from 1; null for the one that is meant to be played.</param>
    public static FfmpegReader Start(string path, Stream content, bool isFile, int? track)
    {
        if (!Ffmpeg.IsInstalled) throw Ffmpeg.Missing(path);
        (content, ContainerFault? fault) = Mended(content, path, isFile);
        isFile &= fault is not { IsMended: true };
        if (isFile) content.Dispose();
        string source = isFile ? $"file:{path}" : Ffmpeg.Piped;
        SoundTracks? file = null;
        if (Ffmpeg.CanProbe)
        {
            byte[]? start = isFile ? null : Beginning(content, path);
            file = SoundTracks.Of(path, source, start);
            if (start is not null) content = new PrefixedStream(start, content);
        }
        TrackChoice? choice = file is null ? null : TrackChoice.Of(file, track, path);
        (int, int)? rates = isFile && file is { NeedsAShift: true } && choice is { Places.Count: 0 } ? ChangingRate(path) : null;
        if (choice?.Tracks.FirstOrDefault(chosen => chosen.SampleRate > HighestRate) is { } fast) throw RateRefusal(path, fast.SampleRate);
        Process process = Ffmpeg.Start(path, ["-err_detect:a", "crccheck+explode", .. Ffmpeg.Protocols(source), "-vn", "-sn", "-dn", .. Shift(file), "-i", source, .. Mapping(file, choice, track, rates is not null), "-f", "wav", "-c:a", "pcm_f32le", "pipe:1"]);
        return new(path, process, isFile ? null : content, file, choice, fault, rates);
    }

    public override int Read(AudioBlock block)
    {
        int frames = _wave.Read(block);
        _frames += frames;
        if (frames == block.Frames) return frames;
        _process.WaitForExit();
        ThrowInputFault();
        IReadOnlyList<string> complaints = _complaints.Lines(_file?.OtherCodecs ?? []);
        string? reason = complaints.Count == 0 ? null : Ffmpeg.FirstLine(complaints[0]).Replace($"file:{_path}", _path, StringComparison.Ordinal).TrimEnd('.');
        if (Ffmpeg.SignalOf(_process) is > 0 and var signal) throw new SoundException($"{_path}: is not read to its end, since ffmpeg, which reads it, did not finish ({Ffmpeg.EndedBy(signal)}): try again.");
        if (_process.ExitCode != 0 || (_frames == 0 && reason is not null)) throw new SoundException($"{_path}: is damaged, ffmpeg says: {reason ?? "it gave no reason"}: fetch it or export it again.");
        NoteMissing(reason, complaints.All(complaint => IsOfNoFrame(complaint) || (_fault?.Seconds is not null && IsOfAHeader(complaint))));
        return frames;
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        _wave.Dispose();
        Ffmpeg.Stop(_process);
    }

    /// <summary>What keeps a late beginning.</summary>
    static string[] Shift(SoundTracks? file) => file is { NeedsAShift: true } ? ["-itsoffset", "0.000001"] : [];

    /// <summary>The tracks that ffmpeg takes, joined where they are several, in time where the file has a clock.</summary>
    static IEnumerable<string> Mapping(SoundTracks? file, TrackChoice? choice, int? track, bool changes)
    {
        if (file is null || choice is null) return ["-map", $"0:a:{(track ?? 1) - 1}"];
        if (choice.Places.Count == 0) return ["-map", $"0:{choice.Tracks[0].Stream}", .. file.IsClocked ? ["-af", changes && LateBy(file, choice) <= LateSeconds ? FillHoles : KeepTime] : Array.Empty<string>()];
        return ["-filter_complex", Joined(choice), "-map", "[out]"];
    }

    /// <summary>ffmpeg's filter that makes one sound of several mono tracks.</summary>
    static string Joined(TrackChoice choice)
    {
        string inputs = string.Concat(choice.Tracks.Select(part => $"[0:{part.Stream}]")), map = string.Join('|', choice.Places.Select((place, n) => $"{n}.0-{place}"));
        return $"{inputs}join=inputs={choice.Tracks.Count}:channel_layout={choice.Layout}:map={map},{KeepTime}[out]";
    }

    /// <summary>The content with the sizes that it has, where its own are wrong and ffmpeg would believe them.</summary>
    static (Stream, ContainerFault?) Mended(Stream content, string path, bool isFile)
    {
        byte[] start = isFile ? [] : Beginning(content, path);
        ContainerFault? fault = Container.FaultOf(isFile ? content : new MemoryStream(start), isFile || start.Length < ProbeBytes, path);
        if (!isFile) content = new PrefixedStream(start, content);
        if (fault is not { IsMended: true }) return (content, fault);
        if (isFile) content.Position = fault.Begin;
        else content.ReadExactly(new byte[fault.Begin]); // of the bytes that were looked at
        return (new PrefixedStream(fault.Header, content, fault.End - fault.Begin ?? long.MaxValue), fault);
    }

    static byte[] Beginning(Stream content, string path)
    {
        try
        {
            byte[] bytes = new byte[ProbeBytes];
            return bytes[..content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is not SoundException)
        {
            throw new SoundException($"{path}: cannot be read to its end ({e.Message.TrimEnd('.')}): copy it anew.", e);
        }
    }

    /// <summary>Seconds from the file's beginning to that of its sound.</summary>
    static double LateBy(SoundTracks file, TrackChoice choice) => choice.Tracks.Min(track => track.Start ?? 0) - (file.Start ?? 0);

    /// <summary>The sample rates at the beginning and at the end of a file whose packets stand for themselves, where they differ; else null.</summary>
    static (int First, int Last)? ChangingRate(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            int bytes = (int)Math.Min(PartBytes, file.Length / 4);
            (int? first, int? last) = (RateAt(file, 0, bytes, path), RateAt(file, file.Length - bytes, bytes, path));
            return first is { } before && last is { } behind && before != behind ? (before, behind) : null;
        }
        catch (Exception e) when (e is SoundException or IOException or UnauthorizedAccessException)
        {
            return null; // a part alone may say nothing
        }
    }

    static int? RateAt(FileStream file, long place, int count, string path)
    {
        byte[] bytes = new byte[count];
        file.Position = place;
        return SoundTracks.Of(path, "pipe:0", bytes[..file.ReadAtLeast(bytes, count, throwOnEndOfStream: false)]).Tracks is [{ SampleRate: > 0 } only] ? only.SampleRate : null;
    }

    void NoteChoice()
    {
        if (_choice is null || _file is null)
        {
            Note($"{_path}: ffprobe, which comes with ffmpeg, is not installed: whether the file has other sound tracks, and when they begin, is not known.");
            return;
        }
        if (_choice.Note is { } note) Note(note);
        double late = LateBy(_file, _choice);
        if (_file.IsClocked && late > LateSeconds) Note(Invariant($"{_path}: its sound begins {late:0.00} s after {(_file.HasPicture ? "the picture" : "the file's beginning")}: the result begins with as much silence, and stays in time."));
    }

    /// <summary>Holds what came against what ffmpeg complained of and what the file promises; where all that it promises is there, the rest was no sound.</summary>
    void NoteMissing(string? reason, bool besideFrames)
    {
        if (_joint?.Place is { } place) Note(ContainerFault.AnotherFile(_path, "FLAC", place));
        double seconds = (double)_frames / Format.SampleRate;
        bool exact = _exact.Contains(_file?.Format);
        double? promised = _fault?.Seconds ?? (_file is { IsClocked: false } && _choice is { Tracks: [var track] } && _fault is not { IsMended: true, End: null } ? track.Seconds : null);
        bool isWhole = exact ? seconds >= promised - ExactSeconds : besideFrames && seconds >= promised - FramesSeconds;
        if (reason is not null && !isWhole) NoteLoss($"{_path}: is damaged (ffmpeg says: {reason}): part of its sound may be missing.");
        else if (exact && !isWhole && Loss is null && promised is not null) NoteLoss(Invariant($"{_path}: ends after {seconds:0.0} of the {promised:0.0} s it promises; the rest is missing."));
    }

    /// <summary>True for the complaint of MP3's decoder about bytes that are no frame, as tags and zeros behind the sound, and for the line that follows it.</summary>
    static bool IsOfNoFrame(string complaint) => complaint.EndsWith("Header missing", StringComparison.Ordinal) || complaint.StartsWith("Error while decoding", StringComparison.Ordinal);

    /// <summary>True for the complaint of Opus' decoder about the header of another stream, which is no sound.</summary>
    static bool IsOfAHeader(string complaint) => complaint.TrimEnd('.').EndsWith("Error parsing the packet header", StringComparison.Ordinal);

    /// <summary>Passes the content on until it ends, or until ffmpeg stops reading, whose exit code then says why.</summary>
    void Feed(Stream content)
    {
        try
        {
            using (content)
            using (Stream pipe = _process.StandardInput.BaseStream)
            {
                byte[] bytes = new byte[1 << 16];
                for (int count = Next(content, bytes); count > 0 && _joint?.Place is null; count = Next(content, bytes)) pipe.Write(bytes, 0, _joint?.Before(bytes.AsSpan(0, count)) ?? count);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // ffmpeg has ended, or the reader was closed
        }
    }

    /// <summary>A stream that fails ends, and the reader says so at the end.</summary>
    int Next(Stream content, byte[] bytes)
    {
        try
        {
            return content.Read(bytes);
        }
        catch (Exception e)
        {
            _inputFault = e;
            return 0;
        }
    }

    void ThrowInputFault()
    {
        if (_inputFault is { } fault) throw new SoundException($"{_path}: cannot be read to its end ({fault.Message.TrimEnd('.')}): copy it anew.", fault);
    }
}
