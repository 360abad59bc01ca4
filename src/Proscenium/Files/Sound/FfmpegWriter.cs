using System.Diagnostics;
using System.Text.RegularExpressions;
using Proscenium.Engine.Dsp;

namespace Proscenium.Files.Sound;

/// <summary>Writes any format ffmpeg knows by the file's ending, fed with a WAV stream.</summary>
sealed partial class FfmpegWriter : SoundWriter
{
    readonly string _path;
    readonly AtomicFile _file;
    readonly Process _process;
    readonly Task<string> _complaints;
    readonly WaveWriter _wave;

    public FfmpegWriter(string path, SoundFormat format)
    {
        (_path, _file) = (path, new AtomicFile(path, keepEnding: true));
        _process = Ffmpeg.Start(path, "-f", "wav", "-i", "pipe:0", "-y", $"file:{_file.PartialPath}");
        _complaints = _process.StandardError.ReadToEndAsync();
        _wave = new WaveWriter(_process.StandardInput.BaseStream, format);
    }

    public override void Write(ReadOnlyAudioBlock block)
    {
        try
        {
            _wave.Write(block);
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
        if (_process.ExitCode != 0) throw Refusal(null);
        _file.Complete();
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        Ffmpeg.Stop(_process);
        _file.Dispose();
    }

    SoundException Refusal(Exception? cause)
    {
        _process.WaitForExit();
        string reason = Ffmpeg.FirstLine(_complaints.Result).Replace($"file:{_file.PartialPath}", _path, StringComparison.Ordinal).Replace(_file.PartialPath, _path, StringComparison.Ordinal);
        return UnknownFormat().IsMatch(reason)
            ? new(new Fault(ErrorCodes.PlaceUnusable, $"{_path}: no format has this extension: use .wav, .flac or another one that ffmpeg writes"), cause)
            : new($"{_path}: ffmpeg cannot write it: {reason}. A name that ends in .wav always works.", cause);
    }

    /// <summary>What its versions say of an extension that they do not know.</summary>
    [GeneratedRegex("(find a suitable|choose an) output format", RegexOptions.IgnoreCase)]
    private static partial Regex UnknownFormat();
}
