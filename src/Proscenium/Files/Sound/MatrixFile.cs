using Proscenium.Engine.Dsp;
using Proscenium.Mathematics;

namespace Proscenium.Files.Sound;

/// <summary>A matrix of impulse responses in a sound file, one channel per path, input-major.</summary>
static class MatrixFile
{
    const int LongestTaps = 1 << 20;

    /// <summary>Reads the filters for an input.</summary>
    /// <param name="path">The file.</param>
    /// <param name="input">The sound they are for.</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="gainDb">Gain put into the filters.</param>
    /// <param name="notes">Takes what is odd about the file.</param>
    /// <exception cref="SoundException">Channels or sample rate do not fit, or the file cannot be read.</exception>
    public static FirMatrix Read(string path, SoundFormat input, int outputs, double gainDb, List<string> notes)
    {
        if (outputs is < 1 or > 64) throw new SettingException($"{outputs} outputs cannot be made: 1 to 64.");
        using SoundReader reader = SoundReader.Open(path);
        if (reader.Format.Channels != input.Channels * outputs)
            throw new SoundException(new Fault(ErrorCodes.MatrixUnfit, $"{path}: has {reader.Format.Channels} channels; {input.Channels} inputs to {outputs} outputs need {input.Channels * outputs}, all outputs of the first input first: export it so, or give another number of outputs"));
        if (reader.Format.SampleRate != input.SampleRate)
            throw new SoundException(new Fault(ErrorCodes.MatrixUnfit, $"{path}: is at {reader.Format.SampleRate} Hz and the sound at {input.SampleRate} Hz: convert one of them (ffmpeg -i FILE -ar {input.SampleRate} OUT.wav)"));
        AudioBuffer taps = ReadAll(reader, path);
        if (reader.Loss is { } loss) throw new SoundException($"{loss.TrimEnd('.')}: export the filters again.");
        RequireTaps(taps.Block(), path);
        notes.AddRange(reader.Notes);
        FirMatrix filters = new(input.Channels, outputs, taps.Capacity);
        for (int i = 0; i < filters.Inputs; i++)
            for (int o = 0; o < outputs; o++) taps.Block()[i * outputs + o].CopyTo(filters[i, o]);
        Scale(filters, gainDb);
        return filters;
    }

    /// <summary>A copy with all responses multiplied by a gain.</summary>
    public static FirMatrix Scaled(FirMatrix filters, double gainDb)
    {
        FirMatrix scaled = new(filters.Inputs, filters.Outputs, filters.Taps);
        for (int i = 0; i < filters.Inputs; i++)
            for (int o = 0; o < filters.Outputs; o++) filters[i, o].CopyTo(scaled[i, o]);
        Scale(scaled, gainDb);
        return scaled;
    }

    /// <summary>Multiplies all responses by a gain.</summary>
    public static void Scale(FirMatrix filters, double gainDb)
    {
        if (gainDb == 0) return;
        float gain = (float)Math.Pow(10, gainDb / 20);
        for (int i = 0; i < filters.Inputs; i++)
            for (int o = 0; o < filters.Outputs; o++)
                foreach (ref float tap in filters[i, o]) tap *= gain;
    }

    /// <summary>Refuses taps that no filter has.</summary>
    static void RequireTaps(ReadOnlyAudioBlock taps, string path)
    {
        for (int channel = 0; channel < taps.Channels; channel++)
            for (int tap = 0; tap < taps.Frames; tap++)
                if (!SaneRange.IsTap(taps[channel][tap]))
                    throw new SoundException(new Fault(ErrorCodes.MatrixUnfit, $"{path}: tap {tap} of channel {channel + 1} is {(float.IsFinite(taps[channel][tap]) ? "beyond 200 dB" : "no number")}, which no filter has: export the filters again"));
    }

    static AudioBuffer ReadAll(SoundReader reader, string path)
    {
        const int step = 8192;
        List<AudioBuffer> parts = [];
        int taps = 0;
        while (true)
        {
            AudioBuffer part = new(reader.Format.Channels, step);
            int read = reader.Read(part.Block());
            if (read > 0) parts.Add(part);
            taps += read;
            if (taps > LongestTaps) throw new SoundException($"{path}: is longer than {LongestTaps} taps: filters of that length are not run: cut them where they end in noise.");
            if (read < step) break;
        }
        if (taps == 0) throw new SoundException($"{path}: holds no filters: its length is zero: export the filters again.");
        AudioBuffer whole = new(reader.Format.Channels, taps);
        for (int p = 0; p < parts.Count; p++)
        {
            int count = Math.Min(step, taps - p * step);
            for (int channel = 0; channel < whole.Channels; channel++)
                parts[p].Block(count)[channel].CopyTo(whole.Block()[channel][(p * step)..]);
        }
        return whole;
    }
}
