namespace Proscenium.Mixes;

/// <summary>Mixes of recorded stems, as music and film have them and the plain test mixes do not. The folder of the stems is <c>mixes</c> in the data set.</summary>
/// <param name="folder">Where <c>NAME/centre.flac</c> and others lie.</param>
public sealed class FromStems(string folder)
{
    const string Opera = "d1_opera_guitar_tabla", Speech = "d2_speech_over_music", Film = "d4_film_dialogue_fx";

    /// <summary>All of them.</summary>
    public IReadOnlyList<Mix> All => [MovingPan(), ReverberantCentre(), SpacedPair(), Mp3(), Aac()];

    /// <summary>A singer stays in the centre while a guitar goes from hard left to hard right within 6 s, and back, at constant power.</summary>
    public Mix MovingPan()
    {
        float[] guitar = Stem(Opera, "left");
        double Angle(int n) => Math.PI / 2 * (1 - Math.Abs(1 - n / (6.0 * Mix.SampleRate) % 2)); // 0 = left
        return Mix.Of("moving_pan", Stem(Opera, "centre"), [.. guitar.Select((sample, n) => (float)(Math.Cos(Angle(n)) * sample))], [.. guitar.Select((sample, n) => (float)(Math.Sin(Angle(n)) * sample))]);
    }

    /// <summary>Dialogue in the centre with a reverberant tail that differs in the channels, 3 dB below it; the true centre is the dry part.</summary>
    public Mix ReverberantCentre()
    {
        float[] voice = Stem(Film, "centre");
        return Mix.Of("reverberant_centre", voice, Mix.Sum(Stem(Film, "left"), LongTransform.Convolve(voice, Tail(11))), Mix.Sum(Stem(Film, "right"), LongTransform.Convolve(voice, Tail(12))));
    }

    /// <summary>Guitar and drums as a pair of microphones takes them, 0.8 ms later and a little quieter in the other channel.</summary>
    public Mix SpacedPair()
    {
        const double LaterSeconds = 0.0008;
        const float Quieter = 0.8f;
        float[] centre = Stem(Opera, "centre"), left = Stem(Opera, "left"), right = Stem(Opera, "right");
        float[] Crossed(float[] source) => [.. LongTransform.Advance(source, -(int)(LaterSeconds * Mix.SampleRate), source.Length).Select(sample => Quieter * sample)];
        return Mix.Of("spaced_pair", centre, Mix.Sum(left, Crossed(right)), Mix.Sum(right, Crossed(left)));
    }

    /// <summary>Speech over music after MP3 at 128 kb/s.</summary>
    public Mix Mp3() => Coded("mp3_128k", "mp3", "libmp3lame");

    /// <summary>Speech over music after AAC at 128 kb/s.</summary>
    public Mix Aac() => Coded("aac_128k", "m4a", "aac");

    /// <summary>What coding makes of the mix, aligned with it again; the true centre is the one that was mixed.</summary>
    Mix Coded(string name, string ending, string codec)
    {
        string source = Path.Combine(folder, Speech, "mix.flac");
        float[][] plain = Mix.Read(source), coded = FfmpegProgram.Converted(source, ending, "-c:a", codec, "-b:a", "128k");
        int lag = LongTransform.Lag(coded[0], plain[0]); // encoders begin early, decoders may or may not cut that off
        return new(name, LongTransform.Advance(coded[0], lag, plain[0].Length), LongTransform.Advance(coded[1], lag, plain[0].Length), Stem(Speech, "centre"));
    }

    float[] Stem(string mix, string name) => Mix.Read(Path.Combine(folder, mix, name + ".flac"))[0];

    /// <summary>Noise that falls by 60 dB within 1.2 s from 8 ms on, with half the energy of the direct sound.</summary>
    static float[] Tail(int seed)
    {
        const double DecaySeconds = 1.2, BeginSeconds = 0.008, Energy = 0.5;
        float[] tail = Synthetic.Noise((int)(DecaySeconds * Mix.SampleRate), seed);
        for (int n = 0; n < tail.Length; n++) tail[n] *= n < BeginSeconds * Mix.SampleRate ? 0 : (float)Math.Pow(10, -3 * n / (DecaySeconds * Mix.SampleRate));
        double gain = Math.Sqrt(Energy / tail.Sum(sample => (double)sample * sample));
        return [.. tail.Select(sample => (float)(gain * sample))];
    }
}
