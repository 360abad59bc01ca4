namespace Proscenium.Cli.Demo;

/// <summary>
/// A piece of 20 seconds that shows a stage: a voice in the centre, plucked strings on the left, keys on the right, percussion that
/// moves across, a room around them. Its stems are known: mix = [centre + left, centre + right] + panned + room.
/// </summary>
sealed class DemoPiece
{
    const double Seconds = 20, BarSeconds = 2.5, BeatSeconds = BarSeconds / 4, FadeSeconds = 1.5, PeakDb = -3;

    /// <summary>A minor, F, C, G, twice: MIDI notes of each bar's chord.</summary>
    static readonly int[][] _chords = [[57, 60, 64], [53, 57, 60], [55, 60, 64], [55, 59, 62], [57, 60, 64], [53, 57, 60], [55, 60, 64], [57, 60, 64]];

    /// <summary>(beat, length in beats, note, vowel) of the sung line.</summary>
    static readonly (double Beat, double Beats, int Note, Vowel Vowel)[] _melody =
    [
        (0, 1.5, 57, Vowel.A), (1.5, 0.5, 59, Vowel.E), (2, 2, 60, Vowel.O), (4, 1, 60, Vowel.A), (5, 1, 57, Vowel.I), (6, 2, 53, Vowel.A),
        (8, 1.5, 55, Vowel.O), (9.5, 0.5, 57, Vowel.E), (10, 2, 60, Vowel.A), (12, 1, 62, Vowel.I), (13, 1, 59, Vowel.E), (14, 2, 55, Vowel.O),
        (16, 1.5, 64, Vowel.A), (17.5, 0.5, 62, Vowel.E), (18, 2, 60, Vowel.I), (20, 1, 60, Vowel.O), (21, 1, 57, Vowel.A), (22, 2, 53, Vowel.U),
        (24, 1.5, 55, Vowel.A), (25.5, 0.5, 60, Vowel.E), (26, 2, 64, Vowel.A), (28, 3.5, 57, Vowel.O),
    ];

    readonly int _frames;

    DemoPiece(int sampleRate)
    {
        SampleRate = sampleRate;
        _frames = (int)Math.Round(Seconds * sampleRate);
        (Centre, Left, Right) = (new float[_frames], new float[_frames], new float[_frames]);
        (Panned, Room, Mix) = (Pair(), Pair(), Pair());
    }

    /// <summary>Samples per second.</summary>
    public int SampleRate { get; }

    /// <summary>Voice and kick, as they appear in each channel.</summary>
    public float[] Centre { get; }

    /// <summary>Plucked strings, hard left.</summary>
    public float[] Left { get; }

    /// <summary>Keys, hard right.</summary>
    public float[] Right { get; }

    /// <summary>Percussion at several places, left and right channel.</summary>
    public float[][] Panned { get; }

    /// <summary>Reverberation of all of it, left and right channel.</summary>
    public float[][] Room { get; }

    /// <summary>The piece, left and right channel.</summary>
    public float[][] Mix { get; }

    /// <summary>Composes the piece; the same at every run.</summary>
    /// <param name="sampleRate">8000 to 192000 Hz.</param>
    public static DemoPiece Compose(int sampleRate)
    {
        DemoPiece piece = new(sampleRate);
        piece.Sing();
        piece.Pluck();
        piece.PlayKeys();
        piece.Drum();
        piece.AddRoom();
        piece.FadeAndLevel();
        return piece;
    }

    void Sing()
    {
        foreach ((double beat, double beats, int note, Vowel vowel) in _melody)
            Voice.Sing(Centre, SampleRate, beat * BeatSeconds, beats * BeatSeconds, Frequency(note), vowel, 0.22);
    }

    /// <summary>Arpeggios from the second bar on.</summary>
    void Pluck()
    {
        for (int eighth = 8; eighth < 60; eighth++)
        {
            int[] chord = _chords[eighth / 8];
            int note = (eighth % 8) switch { 0 => chord[0] - 12, 1 or 5 => chord[1], 2 or 6 => chord[2], 3 => chord[0] + 12, 4 => chord[0], _ => chord[1] + 12 };
            ModalTone.Play(Left, SampleRate, eighth * BeatSeconds / 2, 0.16, ModalTone.PluckedString(Frequency(note)));
        }
    }

    /// <summary>Chords on the second and fourth beats from the third bar on.</summary>
    void PlayKeys()
    {
        for (int beat = 8; beat < 30; beat++)
        {
            if (beat % 2 == 0) continue;
            foreach (int note in _chords[beat / 4]) ModalTone.Play(Right, SampleRate, beat * BeatSeconds, 0.075, ModalTone.ElectricPiano(Frequency(note + 12)));
        }
    }

    /// <summary>Kick in the centre, shaker half left, rim half right, toms that walk across, from the fourth bar on.</summary>
    void Drum()
    {
        Noise noise = new();
        for (int sixteenth = 48; sixteenth < 116; sixteenth++)
        {
            double at = sixteenth * BeatSeconds / 4;
            if (sixteenth % 8 == 0) ModalTone.Play(Centre, SampleRate, at, 0.4, ModalTone.Drum(55));
            if (sixteenth % 2 == 0) Pan(-0.5, channel => noise.Shake(channel, SampleRate, at, sixteenth % 4 == 2 ? 0.05 : 0.03));
            if (sixteenth % 8 == 4) Pan(0.5, channel => ModalTone.Play(channel, SampleRate, at, 0.12, ModalTone.Rim()));
            if (sixteenth % 16 >= 11) Pan((sixteenth % 16 - 13) * 0.4, channel => ModalTone.Play(channel, SampleRate, at, 0.16, ModalTone.Drum(100 + 18 * (16 - sixteenth % 16))));
        }
    }

    /// <summary>Plays into both channels by the constant-power law; -1 = left, +1 = right.</summary>
    void Pan(double place, Action<float[]> play)
    {
        float[] mono = new float[_frames];
        play(mono);
        (double right, double left) = Math.SinCos((place + 1) * Math.PI / 4);
        for (int n = 0; n < _frames; n++)
        {
            Panned[0][n] += (float)left * mono[n];
            Panned[1][n] += (float)right * mono[n];
        }
    }

    void AddRoom()
    {
        float[] sent = new float[_frames];
        for (int n = 0; n < _frames; n++) sent[n] = Centre[n] + 0.7f * (Left[n] + Right[n] + Panned[0][n] + Panned[1][n]);
        new Reverberation(SampleRate).Add(sent, Room[0], Room[1], 0.12);
    }

    void FadeAndLevel()
    {
        double peak = 0;
        float[][] stems = [Centre, Left, Right, .. Panned, .. Room];
        for (int n = 0; n < _frames; n++)
        {
            float fade = (float)Fade((double)n / SampleRate);
            foreach (float[] stem in stems) stem[n] *= fade;
            peak = Math.Max(peak, Math.Max(Math.Abs(Sum(0, Left, n)), Math.Abs(Sum(1, Right, n))));
        }
        float gain = (float)(Math.Pow(10, PeakDb / 20) / peak);
        for (int n = 0; n < _frames; n++)
        {
            foreach (float[] stem in stems) stem[n] *= gain;
            (Mix[0][n], Mix[1][n]) = (Sum(0, Left, n), Sum(1, Right, n));
        }
    }

    float Sum(int channel, float[] side, int n) => Centre[n] + side[n] + Panned[channel][n] + Room[channel][n];

    static double Fade(double t) => 0.5 - 0.5 * Math.Cos(Math.PI * Math.Clamp((Seconds - t) / FadeSeconds, 0, 1));

    static double Frequency(int midiNote) => 440 * Math.Pow(2, (midiNote - 69) / 12.0);

    float[][] Pair() => [new float[_frames], new float[_frames]];
}
