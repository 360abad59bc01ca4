using System.Diagnostics;
using System.Text.RegularExpressions;
using Proscenium.Engine.Dsp;
using static System.FormattableString;

namespace Proscenium.Files.Sound;

/// <summary>Writes any format ffmpeg knows by the file's ending, fed with a WAV stream, and reads it back: ffmpeg's exit code says nothing of what the disk refused.</summary>
sealed partial class FfmpegWriter : SoundWriter
{
    /// <summary>Formats of blocks end up to so much early or late.</summary>
    const double LongestBlockSeconds = 0.1;

    readonly string _path;
    readonly SoundFormat _format;
    readonly AtomicFile _file;
    readonly Process _process;
    readonly Task<string> _complaints;
    readonly WaveWriter _wave;
    long _frames;
    string? _warning;

    public FfmpegWriter(string path, SoundFormat format, uint speakers)
    {
        if (!Ffmpeg.IsInstalled) throw new SoundException(new Fault(ErrorCodes.ProgramMissing, $"{path}: ffmpeg, which writes {Path.GetExtension(path)}, is not installed: install ffmpeg (Debian: apt-get install ffmpeg), or name a .wav file"));
        (_path, _format) = (path, format);
        _file = new AtomicFile(path, Path.GetExtension(path));
        try
        {
            _process = Ffmpeg.Start(path, ["-f", "wav", .. speakers == 0 && format.Channels > 2 ? ["-guess_layout_max", "0"] : Array.Empty<string>(), "-i", "pipe:0", .. Coding(path), "-y", $"file:{_file.TemporaryPath}"]);
            _complaints = _process.StandardError.ReadToEndAsync();
            _wave = new WaveWriter(_process.StandardInput.BaseStream, format, speakers);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    internal override bool Clips => true;

    /// <summary>24 bits for formats of plain samples, for which ffmpeg takes 16 by itself.</summary>
    static string[] Coding(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".w64" or ".wave64" => ["-c:a", "pcm_s24le"],
        ".aif" or ".aiff" or ".aifc" or ".au" or ".caf" => ["-c:a", "pcm_s24be"],
        _ => [],
    };

    internal override string? Warning => string.Join(' ', new[] { _warning, OutputFormat.NoteOfPicture(_path) }.OfType<string>()) is { Length: > 0 } notes ? notes : null;

    public override void Write(ReadOnlyAudioBlock block)
    {
        try
        {
            _wave.Write(block);
            _frames += block.Frames;
        }
        catch (IOException e)
        {
            throw Refusal(e);
        }
    }

    public override void Complete()
    {
        try
        {
            _wave.Complete();
        }
        catch (IOException e)
        {
            throw Refusal(e);
        }
        _process.WaitForExit();
        if (_process.ExitCode != 0 || _complaints.Result.Length > 0) throw Refusal(null);
        ReadBack();
        _file.Complete();
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        Ffmpeg.Stop(_process);
        _file.Dispose();
    }

    /// <summary>Holds what is in the file against what was to be written.</summary>
    void ReadBack()
    {
        (long frames, SoundFormat format) = Written();
        if (format.SampleRate != _format.SampleRate) _warning = $"{_path}: files that end in {Path.GetExtension(_path)} do not take {_format.SampleRate} Hz: ffmpeg converted the sound to {format.SampleRate} Hz; use .wav or .flac to keep the rate.";
        if (format.Channels != _format.Channels) throw OutputFormat.Mixing(_path, _format.Channels);
        double missing = (double)_frames / _format.SampleRate - (double)frames / format.SampleRate;
        if (missing > LongestBlockSeconds) throw new SoundException(new Fault(ErrorCodes.PlaceUnusable, Invariant($"{_path}: cannot be written: {missing:0.0} s of {(double)_frames / _format.SampleRate:0.0} are missing when it is read back: make room on the disk, or name a place on another one")));
    }

    (long Frames, SoundFormat Format) Written()
    {
        try
        {
            using SoundReader reader = SoundReader.Open(_file.TemporaryPath);
            AudioBuffer block = new(reader.Format.Channels, 1 << 13);
            long frames = 0;
            for (int read = reader.Read(block.Block()); read > 0; read = reader.Read(block.Block())) frames += read;
            if (reader.Loss is { } loss) throw new SoundException(loss);
            return (frames, reader.Format);
        }
        catch (SoundException e)
        {
            throw new SoundException(new Fault(ErrorCodes.PlaceUnusable, $"{_path}: cannot be written: what ffmpeg wrote cannot be read back ({Ffmpeg.FirstLine(e.Message.Replace(_file.TemporaryPath, _path, StringComparison.Ordinal)).TrimEnd('.')}): make room on the disk, or use a name that ends in .wav"), e);
        }
    }

    SoundException Refusal(Exception? cause)
    {
        _process.WaitForExit();
        string reason = Ffmpeg.FirstLine(_complaints.Result).Replace($"file:{_file.TemporaryPath}", _path, StringComparison.Ordinal).Replace(_file.TemporaryPath, _path, StringComparison.Ordinal);
        if (OutputFault.OfProgram(_path, reason) is { } full) return full;
        if (Ffmpeg.SignalOf(_process) is > 0 and var signal) return OutputFault.OfSignal(_path, signal) ?? new(new Fault(ErrorCodes.PlaceUnusable, $"{_path}: cannot be written: ffmpeg, which writes it, did not finish ({Ffmpeg.EndedBy(signal)}): try again"), cause);
        return UnknownFormat().IsMatch(reason)
            ? new(new Fault(ErrorCodes.PlaceUnusable, $"{_path}: no format has this extension: use .wav, .flac or another one that ffmpeg writes"), cause)
            : new(new Fault(ErrorCodes.PlaceUnusable, $"{_path}: ffmpeg cannot write it: {reason}. A name that ends in .wav always works"), cause);
    }

    /// <summary>What its versions say of an extension that they do not know.</summary>
    [GeneratedRegex("(find a suitable|choose an) output format", RegexOptions.IgnoreCase)]
    private static partial Regex UnknownFormat();
}
