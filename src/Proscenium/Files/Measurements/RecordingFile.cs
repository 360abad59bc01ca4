using Proscenium.Engine.Dsp;
using Proscenium.Files.Sound;
using Proscenium.Measuring;

namespace Proscenium.Files.Measurements;

/// <summary>Sound that something is measured from: read whole, and refused where a part of it is no sound, which a response would hide.</summary>
static class RecordingFile
{
    const int MostFrames = 1 << 28; // an hour and a half at 48 kHz

    /// <summary>Reads it: channels x frames, and the rate.</summary>
    /// <exception cref="SoundException">There is no such file, or it holds no sound that can be measured from.</exception>
    public static (float[][] Channels, int SampleRate) Read(string path)
    {
        (float[][] channels, int rate) = SoundReader.ReadWhole(path);
        if (rate < MeasurementSession.LeastSampleRate) throw new SoundException($"{path}: has a sample rate of {rate} Hz, and {MeasurementSession.LeastSampleRate} Hz is the lowest that is measured from: record anew, or mend the file's header.");
        if (channels[0].Length == 0) throw new SoundException($"{path}: holds no samples: look whether the recorder was stopped at once, and record anew.");
        if (channels[0].Length > MostFrames) throw new SoundException($"{path}: is longer than {MostFrames} samples: cut off what is before and after the sweeps.");
        for (int channel = 0; channel < channels.Length; channel++)
            if (SampleGuard.FirstInvalid(channels[channel]) is { } place)
                throw new SoundException(FormattableString.Invariant($"{path}: sample {place} of channel {channel + 1}, after {(double)place / rate:0.000} s, is no sound (not a number, or far above full scale): record or export it again."));
        return (channels, rate);
    }
}
