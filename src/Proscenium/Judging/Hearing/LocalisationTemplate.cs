using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Mathematics;

namespace Proscenium.Judging.Hearing;

/// <summary>
/// What a head's ears tell of true sources 2 m away, by azimuth over the front half plane: what a listener has learned of their own head.
/// Between its azimuths cues are interpolated.
/// </summary>
sealed class LocalisationTemplate
{
    /// <summary>Azimuths go so far to either side.</summary>
    internal const double WidestDegrees = 90;

    const double SourceMetres = 2, StepDegrees = 2.5;

    /// <summary>Bins of at most so many Hz hold a head's response and its flight time; nothing above the highest frequency reaches the bands.</summary>
    const double BinHz = 48, MaxHz = 12000;

    static readonly ConditionalWeakTable<Head, ConcurrentDictionary<int, Lazy<LocalisationTemplate>>> _known = [];

    readonly BinauralCues[][] _cues; // [azimuth][band]
    readonly (double Low, double High)[] _levels; // by band, dB

    readonly Lazy<ConsistencyTemplate> _consistency;

    LocalisationTemplate(Head head, int sampleRate)
    {
        (SampleRate, FrequencyGrid grid) = (sampleRate, new FrequencyGrid(sampleRate, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Ceiling(sampleRate / BinHz))));
        EarResponses[] sources = [.. Enumerable.Range(0, 1 + (int)(2 * WidestDegrees / StepDegrees)).AsParallel().AsOrdered().Select(i => TrueSource(head, StepDegrees * i - WidestDegrees, grid))];
        _cues = [.. sources.AsParallel().AsOrdered().Select(ears => BinauralCues.All(ears))];
        _levels = [.. Enumerable.Range(0, _cues[0].Length).Select(band => (_cues.Min(cues => cues[band].LevelDifferenceDb), _cues.Max(cues => cues[band].LevelDifferenceDb)))];
        _consistency = new(() => new(sources));
    }

    /// <summary>What the second model knows of the same sources, made when it is first asked for.</summary>
    public ConsistencyTemplate Consistency => _consistency.Value;

    /// <summary>Samples per second of the responses that are held against it.</summary>
    public int SampleRate { get; }

    /// <summary>The template of a head, made when it is first asked for.</summary>
    /// <param name="head">The head that hears.</param>
    /// <param name="sampleRate">Samples per second of what it hears, 44.1 to 192 kHz.</param>
    public static LocalisationTemplate Of(Head head, int sampleRate)
    {
        RequireRate(sampleRate);
        return _known.GetOrCreateValue(head).GetOrAdd(sampleRate, rate => new(() => new(head, rate))).Value;
    }

    /// <summary>Whether sounds are localised at a sample rate.</summary>
    public static bool Covers(int sampleRate) => sampleRate is >= 44100 and <= 192000;

    /// <summary>Says at which sample rates sounds are localised.</summary>
    /// <exception cref="SettingException">Not at this one.</exception>
    public static void RequireRate(int sampleRate)
    {
        if (!Covers(sampleRate)) throw new SettingException($"sounds are localised at 44.1 to 192 kHz, not at {sampleRate} Hz: design at such a rate.");
    }

    /// <summary>Cues as a true source could give them: a level difference beyond all true ones is taken for the largest.</summary>
    internal BinauralCues Believable(BinauralCues heard, int band) => heard with { LevelDifferenceDb = Math.Clamp(heard.LevelDifferenceDb, _levels[band].Low, _levels[band].High) };

    /// <summary>What a true source at an azimuth gives in a band.</summary>
    internal BinauralCues At(double azimuthDegrees, int band)
    {
        double place = Math.Clamp((azimuthDegrees + WidestDegrees) / StepDegrees, 0, _cues.Length - 1);
        int below = Math.Min((int)place, _cues.Length - 2);
        (BinauralCues a, BinauralCues b, double share) = (_cues[below][band], _cues[below + 1][band], place - below);
        return a with
        {
            Coherence = a.Coherence + share * (b.Coherence - a.Coherence),
            LevelDifferenceDb = a.LevelDifferenceDb + share * (b.LevelDifferenceDb - a.LevelDifferenceDb),
            EnvelopeSeconds = a.EnvelopeSeconds + share * (b.EnvelopeSeconds - a.EnvelopeSeconds),
        };
    }

    static EarResponses TrueSource(Head head, double azimuthDegrees, FrequencyGrid grid)
    {
        Position place = SourceMetres * Position.Direction(azimuthDegrees * Math.PI / 180);
        Complex[] left = new Complex[grid.BinCount], right = new Complex[grid.BinCount];
        for (int bin = 0; bin <= grid.Bin(MaxHz); bin++) (left[bin], right[bin]) = head.PointSource(place, grid.FrequencyAboveZero(bin));
        return EarResponses.Of(new(left, right), grid);
    }
}
