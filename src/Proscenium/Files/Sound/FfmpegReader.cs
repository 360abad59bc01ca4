using System.Diagnostics;
using Proscenium.Engine.Dsp;

namespace Proscenium.Files.Sound;

/// <summary>Reads any sound through ffmpeg, as a WAV stream from a pipe.</summary>
sealed class FfmpegReader : SoundReader
{
    readonly string _path;
    readonly Process _process;
    readonly Task<string> _complaints;
    readonly WaveReader _wave;

    FfmpegReader(string path, Process process)
    {
        (_path, _process) = (path, process);
        _complaints = process.StandardError.ReadToEndAsync();
        try
        {
            _wave = new WaveReader(process.StandardOutput.BaseStream, path);
        }
        catch (SoundException e)
        {
            process.WaitForExit();
            string reason = Ffmpeg.FirstLine(_complaints.Result);
            Ffmpeg.Stop(process);
            throw new SoundException($"{path}: holds no sound that ffmpeg can read ({reason}).", e);
        }
    }

    public override SoundFormat Format => _wave.Format;

    public override uint SpeakerMask => _wave.SpeakerMask;

    public override long? FrameCount => null;

    /// <summary>Starts reading; standard input is fed on from the given stream.</summary>
    public static FfmpegReader Start(string path, Stream content)
    {
        bool piped = path == "-";
        if (!piped) content.Dispose();
        string source = piped ? "pipe:0" : $"file:{path}";
        Process process = Ffmpeg.Start(path, "-xerror", "-err_detect", "crccheck+explode", "-i", source, "-map", "0:a:0", "-vn", "-f", "wav", "-c:a", "pcm_f32le", "pipe:1");
        if (piped) _ = Task.Run(() => Feed(content, process));
        else process.StandardInput.Close();
        return new(path, process);
    }

    public override int Read(AudioBlock block)
    {
        int frames = _wave.Read(block);
        if (frames == block.Frames) return frames;
        _process.WaitForExit();
        string complaints = _complaints.Result;
        if (_process.ExitCode != 0 || complaints.Length > 0)
            throw new SoundException($"{_path}: is damaged, ffmpeg says: {Ffmpeg.FirstLine(complaints)}.");
        return frames;
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        _wave.Dispose();
        Ffmpeg.Stop(_process);
    }

    static void Feed(Stream content, Process process)
    {
        try
        {
            content.CopyTo(process.StandardInput.BaseStream);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // ffmpeg has stopped reading; its exit code says why
        }
    }
}
