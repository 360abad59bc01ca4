using System.Diagnostics;
using Proscenium.Engine.Dsp;

namespace Proscenium.Files.Sound;

/// <summary>Writes any format ffmpeg knows by the file's ending, fed with a WAV stream.</summary>
sealed class FfmpegWriter : SoundWriter
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
        return new($"{_path}: ffmpeg cannot write it: {Ffmpeg.FirstLine(_complaints.Result)}. A name that ends in .wav always works.", cause);
    }
}
