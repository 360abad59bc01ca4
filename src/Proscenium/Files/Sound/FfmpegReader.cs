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
    volatile Exception? _inputFault;

    FfmpegReader(string path, Process process, Stream? content)
    {
        (_path, _process) = (path, process);
        _complaints = process.StandardError.ReadToEndAsync();
        if (content is null) process.StandardInput.Close();
        else _ = Task.Run(() => Feed(content));
        try
        {
            _wave = new WaveReader(process.StandardOutput.BaseStream, path);
        }
        catch (SoundException e)
        {
            process.WaitForExit();
            string reason = Ffmpeg.FirstLine(_complaints.Result);
            Ffmpeg.Stop(process);
            ThrowInputFault();
            throw new SoundException($"{path}: holds no sound that ffmpeg can read ({reason}).", e);
        }
    }

    public override SoundFormat Format => _wave.Format;

    public override uint SpeakerMask => _wave.SpeakerMask;

    public override long? FrameCount => null;

    /// <summary>Starts reading: a file by its path, any other content through a pipe.</summary>
    public static FfmpegReader Start(string path, Stream content, bool isFile)
    {
        if (isFile) content.Dispose();
        string source = isFile ? $"file:{path}" : "pipe:0";
        Process process = Ffmpeg.Start(path, "-xerror", "-err_detect", "crccheck+explode", "-i", source, "-map", "0:a:0", "-vn", "-f", "wav", "-c:a", "pcm_f32le", "pipe:1");
        return new(path, process, isFile ? null : content);
    }

    public override int Read(AudioBlock block)
    {
        int frames = _wave.Read(block);
        if (frames == block.Frames) return frames;
        _process.WaitForExit();
        ThrowInputFault();
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

    /// <summary>Passes the content on until it ends, or until ffmpeg stops reading, whose exit code then says why.</summary>
    void Feed(Stream content)
    {
        try
        {
            using (content)
            using (Stream pipe = _process.StandardInput.BaseStream)
            {
                byte[] bytes = new byte[1 << 16];
                for (int count = Next(content, bytes); count > 0; count = Next(content, bytes)) pipe.Write(bytes, 0, count);
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
        if (_inputFault is { } fault) throw new SoundException($"{_path}: cannot be read to its end: {fault.Message}", fault);
    }
}
