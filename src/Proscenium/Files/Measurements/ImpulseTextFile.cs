using System.Globalization;
using Proscenium.Acoustics;
using Proscenium.Engine.Plan;
using Proscenium.Mathematics;
using static System.FormattableString;

namespace Proscenium.Files.Measurements;

/// <summary>
/// An impulse response as REW exports it in text: values with their meaning behind <c>//</c>, then one sample in a line. Unlike WAV it says when its first
/// sample is, to a fraction of a sample, so that drivers measured against a loopback keep their delays.
/// </summary>
static class ImpulseTextFile
{
    const string Peak = "Peak value before normalisation", Length = "Response length", Interval = "Sample interval (seconds)", Start = "Start time (seconds)", DataStart = "* Data start", Normalised = "* IR is normalised";
    const int HeaderLines = 40;

    /// <summary>True where a text begins as REW's impulse responses do.</summary>
    public static bool Recognises(string[] lines) => lines.Take(HeaderLines).Any(line => line.Contains("// " + Interval, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a response; its time zero is the measurement's, its level that before normalisation.</summary>
    /// <exception cref="FileFormatException">The file is damaged or says too little; the message says what.</exception>
    public static FrequencyResponse Read(string[] lines, string path)
    {
        int data = Array.FindIndex(lines, line => line.StartsWith(DataStart, StringComparison.OrdinalIgnoreCase));
        if (data < 0) throw new FileFormatException($"{path}: has no line '{DataStart}' before its samples: export the impulse response again, with its header.");
        string[] header = lines[..data];
        double interval = Value(header, Interval, path), start = Value(header, Start, path), rate = Math.Round(1 / interval);
        if (!(rate is >= 8000 and <= 768000) || Math.Abs(rate * interval - 1) > 1e-6) throw new FileFormatException(Invariant($"{path}: its sample interval of {interval} s is none of a sound: export it again."));
        if (!SaneRange.IsTime(start)) throw new FileFormatException(Invariant($"{path}: its samples begin at {start} s, more than {SaneRange.MostSeconds} s from time zero, which no measurement does: export it again."));
        double gain = header.Any(line => line.StartsWith(Normalised, StringComparison.OrdinalIgnoreCase)) ? Value(header, Peak, path) : 1;
        if (gain == 0 || !SaneRange.IsSample(gain)) throw new FileFormatException(Invariant($"{path}: its '{Peak}' of {gain} is none of a measurement: export it again."));
        float[] samples = Samples(lines, data + 1, path);
        if (samples.Length != (int)Value(header, Length, path)) throw new FileFormatException(Invariant($"{path}: holds {samples.Length} samples and says {Value(header, Length, path)}: the file is damaged, export it again."));
        int first = samples.AsSpan().IndexOfAnyExcept(0f);
        if (first < 0) throw new FileFormatException($"{path}: holds nothing but silence: export the impulse response again.");
        float[] heard = samples[first..].AsSpan().TrimEnd(0f).ToArray();
        if (heard.Length > ImpulseResponseFile.LongestSamples) throw new FileFormatException($"{path}: is longer than {ImpulseResponseFile.LongestSamples} samples: window the impulse response to what belongs to the driver.");
        return FrequencyResponse.Impulse(heard, (int)rate).Shifted(gain, start + first / rate);
    }

    static float[] Samples(string[] lines, int first, string path)
    {
        List<float> samples = [];
        for (int n = first; n < lines.Length; n++)
        {
            if (lines[n].AsSpan().Trim().IsEmpty) continue;
            if (!float.TryParse(lines[n], NumberStyles.Float, CultureInfo.InvariantCulture, out float sample) || !SaneRange.IsSample(sample))
                throw new FileFormatException($"{path}: line {n + 1}: '{PrintableText.Quote(lines[n].Trim())}' is no sample: export the impulse response again.");
            samples.Add(sample);
        }
        return [.. samples];
    }

    /// <summary>The number before <c>// label</c>.</summary>
    static double Value(string[] header, string label, string path)
    {
        string line = Array.Find(header, line => line.Contains("// " + label, StringComparison.OrdinalIgnoreCase)) ?? throw new FileFormatException($"{path}: does not say its '{label}': export the impulse response again, with its header.");
        return double.TryParse(line[..line.IndexOf("//", StringComparison.Ordinal)], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value : throw new FileFormatException($"{path}: its '{label}' is no number with a decimal point: export it again.");
    }
}
