using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Measuring.Sweeps;

namespace Proscenium.Measuring;

/// <summary>What a recording of a session holds: the response of every source at every microphone, and the recorder's clock.</summary>
/// <param name="Responses">Microphones x sources.</param>
/// <param name="Repetition">The first source once more, by microphone; none where it was not played again.</param>
/// <param name="StartSeconds">When the schedule began in the recording; below 0 where the recording began later.</param>
/// <param name="ClockParts">By which part of a million the recorder's clock is faster than the player's.</param>
/// <param name="IsCut">True where the recording begins after the first sweep or ends before the last has.</param>
sealed record SweepRecovery(RecoveredResponse[][] Responses, RecoveredResponse[] Repetition, double StartSeconds, double ClockParts, bool IsCut)
{
    /// <summary>What comes of sound that is played at another rate than its own.</summary>
    static readonly double[] _otherPaces = [48000.0 / 44100, 44100.0 / 48000, 2, 0.5];

    const int LeastQuietPart = 8, PeakSamples = 5;
    const double MostSmear = 0.65, BetterShare = 1.5, MostClockParts = 5000, LeastClockParts = 0.02, DirectSeconds = 20e-3;

    /// <summary>True where samples were lost or added between the first sweep and its repetition: they are farther apart, or less, than played, and yet the recorder's clock is the player's.</summary>
    public bool HasGap { get; init; }

    /// <summary>When the schedule began at each microphone by itself, in seconds of the recording; to 2 ms.</summary>
    public IReadOnlyList<double> StartsSeconds { get; init; } = [];

    /// <summary>Finds the sweeps, corrects the clock, and takes the sweeps out.</summary>
    /// <param name="recording">Microphones x samples, recorded together.</param>
    /// <param name="sampleRate">Of the recording; any.</param>
    /// <param name="session">What was played.</param>
    public static SweepRecovery Of(float[][] recording, int sampleRate, MeasurementSession session)
    {
        SweepSchedule schedule = session.Schedule;
        double step = (double)sampleRate / session.SampleRate;
        float[][] sound = step == 1 ? recording : Array.ConvertAll(recording, channel => ClockCorrection.Of(channel, step));
        SweepTimeline[] timelines = SweepTimeline.Of(sound, schedule.Sweep);
        SweepSearch place = SweepSearch.In(Loudest(timelines), schedule);
        double pace = 1;
        foreach (double other in place.PeakDb.Min() < SweepSearch.LeastPeakDb ? _otherPaces : [])
        {
            SweepTimeline[] faster = SweepTimeline.Of(Array.ConvertAll(sound, channel => ClockCorrection.Of(channel, other)), schedule.Sweep);
            SweepSearch found = SweepSearch.In(Loudest(faster), schedule);
            if (found.PeakDb.Sum() > BetterShare * place.PeakDb.Sum()) (timelines, place, pace) = (faster, found, other);
        }
        double parts = schedule.IsRepeated ? ClockOf(timelines, place, schedule) : 0;
        double compact = Compactness(timelines, place, schedule);
        if (Math.Abs(parts) is > LeastClockParts and < MostClockParts)
        {
            timelines = SweepTimeline.Of(Array.ConvertAll(recording, channel => ClockCorrection.Of(channel, step * pace * (1 + parts * 1e-6))), schedule.Sweep);
            place = SweepSearch.In(Loudest(timelines), schedule);
        }
        bool gap = schedule.IsRepeated && (Compactness(timelines, place, schedule) < MostSmear * compact || (pace == 1 && Math.Abs(parts) >= MostClockParts));
        parts = 1e6 * (pace * (1 + parts * 1e-6) - 1);
        Complex[]?[] spared = [.. session.Sources.Select(source => Spared(session.Level(source), schedule))];
        SweepSearch[] places = Array.ConvertAll(timelines, timeline => SweepSearch.In(timeline, schedule));
        RecoveredResponse[][] all = [.. timelines.Zip(places, (timeline, own) => ResponsesAt(timeline, place.Lag, own.PeakDb, session, spared))];
        bool cut = place.Lag + schedule.Starts[0] < 0 || place.Lag + schedule.Starts[^1] + schedule.Sweep.Frames > sound[0].Length;
        int sources = session.Sources.Count;
        return new(Array.ConvertAll(all, responses => responses[..sources]), schedule.IsRepeated ? Array.ConvertAll(all, responses => responses[^1]) : [], (double)place.Lag / session.SampleRate, parts, cut)
        {
            HasGap = gap, StartsSeconds = Array.ConvertAll(places, own => (double)own.Lag / session.SampleRate),
        };
    }

    static SweepTimeline Loudest(SweepTimeline[] timelines) => timelines.MaxBy(timeline => timeline.Energy(0, timeline.Frames))!;

    /// <summary>How much longer the time from the first sweep to its repetition is in the recording, in millionths; both are smeared alike by a wrong clock.</summary>
    static double ClockOf(SweepTimeline[] timelines, SweepSearch place, SweepSchedule schedule)
    {
        (double sum, double weights) = (0, 0);
        foreach (SweepTimeline timeline in timelines)
        {
            double[] first = Direct(timeline, place.Lag + schedule.Starts[0], schedule), last = Direct(timeline, place.Lag + schedule.Starts[^1], schedule);
            double weight = first.Sum(sample => sample * sample);
            sum += weight * ResponseShift.Between(last, first, schedule.Sweep.SampleRate).Seconds;
            weights += weight;
        }
        return 1e6 * sum / (weights + double.Epsilon) * schedule.Sweep.SampleRate / (schedule.Starts[^1] - schedule.Starts[0]);
    }

    /// <summary>How much of the first direct sound's energy is at its peak: a wrong clock spreads it, since a sweep's low and high frequencies are seconds apart.</summary>
    static double Compactness(SweepTimeline[] timelines, SweepSearch place, SweepSchedule schedule) =>
        timelines.Select(timeline => Direct(timeline, place.Lag + schedule.Starts[0], schedule)).Max(piece => Densest(piece) / (piece.Sum(sample => sample * sample) + double.Epsilon));

    /// <summary>The direct sound of a sweep that began at a sample.</summary>
    static double[] Direct(SweepTimeline timeline, int start, SweepSchedule schedule)
    {
        int before = (int)(RecoveredResponse.BeforeSeconds * schedule.Sweep.SampleRate);
        return timeline.Piece(start - before, before + (int)(DirectSeconds * schedule.Sweep.SampleRate));
    }

    /// <summary>The most energy in a few samples: a peak between two of them counts as much as one upon one.</summary>
    static double Densest(double[] piece)
    {
        double most = 0;
        for (int n = 0; n + PeakSamples <= piece.Length; n++)
        {
            double energy = 0;
            for (int at = n; at < n + PeakSamples; at++) energy += piece[at] * piece[at];
            most = Math.Max(most, energy);
        }
        return most;
    }

    static RecoveredResponse[] ResponsesAt(SweepTimeline timeline, int lag, double[] peaks, MeasurementSession session, Complex[]?[] spared)
    {
        SweepSchedule schedule = session.Schedule;
        int rate = session.SampleRate, before = (int)(RecoveredResponse.BeforeSeconds * rate), length = PieceFrames(schedule);
        int fftLength = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * length));
        double[] quiet = Quietest(timeline, lag, schedule, length), noise = Array.ConvertAll(RecoveredResponse.BandPowers(quiet, rate, fftLength), power => power * length / quiet.Length);
        return [.. schedule.Starts.Select((start, n) =>
        {
            double[] piece = timeline.Piece(lag + start - before, length), powers = RecoveredResponse.BandPowers(piece, rate, fftLength);
            double[] noiseDb = [.. powers.Zip(noise, (power, beside) => 10 * Math.Log10((beside + double.Epsilon) / (Math.Max(power - beside, 0) + double.Epsilon)))];
            return new RecoveredResponse(WithoutLevel(piece, spared[n % spared.Length]), rate, noiseDb, Harmonics(timeline, lag + start, schedule), peaks[n]);
        })];
    }

    /// <summary>The stretch of the timeline with least in it, between the responses and the harmonics that belong to the next: what noise becomes. At most <paramref name="length"/> samples.</summary>
    static double[] Quietest(SweepTimeline timeline, int lag, SweepSchedule schedule, int length)
    {
        (int quietest, int samples, double least) = (0, length, double.MaxValue);
        foreach (int start in schedule.Starts)
        {
            int end = lag + start - (int)(schedule.Sweep.LeadSeconds(SweepSchedule.HighestHarmonic + 1) * schedule.Sweep.SampleRate), at = Math.Max(end - length, 0), here = Math.Min(length, end);
            if (here < length / LeastQuietPart || at + here > timeline.Frames) continue;
            double power = timeline.Energy(at, here) / here;
            if (power < least) (quietest, samples, least) = (at, here, power);
        }
        return timeline.Piece(quietest, samples);
    }

    /// <summary>Samples that are kept of a response.</summary>
    static int PieceFrames(SweepSchedule schedule) => (int)(RecoveredResponse.BeforeSeconds * schedule.Sweep.SampleRate) + (int)(schedule.DecaySeconds * schedule.Sweep.SampleRate);

    /// <summary>The sweep over the one that a source played, by bin of a transform that holds them and a response; null for a source that is not spared in the bass.</summary>
    static Complex[]? Spared(Func<double, double> level, SweepSchedule schedule)
    {
        SweepSignal sweep = schedule.Sweep;
        if (level(sweep.LowHz) == 1) return null;
        int points = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(sweep.Frames, PieceFrames(schedule)) + 1);
        Complex[] whole = Spectra.Of(sweep.Samples(_ => 1), points), played = Spectra.Of(sweep.Samples(level), points);
        return [.. whole.Select((value, bin) => sweep.Share((double)bin * sweep.SampleRate / points) == 0 ? 1 : value / played[bin])];
    }

    /// <summary>Takes out that a source was spared.</summary>
    static double[] WithoutLevel(double[] piece, Complex[]? spared)
    {
        if (spared is null) return piece;
        int points = 2 * (spared.Length - 1);
        Complex[] spectrum = Spectra.Of(piece, points);
        return Spectra.Impulse(bin => spectrum[bin] * spared[bin], points)[..piece.Length];
    }

    /// <summary>The power of each harmonic's response against the fundamental's, over as long as they are apart at least.</summary>
    static double[] Harmonics(SweepTimeline timeline, int start, SweepSchedule schedule)
    {
        SweepSignal sweep = schedule.Sweep;
        int Lead(int order) => (int)(sweep.LeadSeconds(order) * sweep.SampleRate);
        int length = Math.Min((Lead(SweepSchedule.HighestHarmonic + 1) - Lead(SweepSchedule.HighestHarmonic)) / 2, (int)(DirectSeconds * sweep.SampleRate)), before = length / 8;
        double whole = timeline.Energy(start - before, length) + double.Epsilon;
        return [.. Enumerable.Range(2, SweepSchedule.HighestHarmonic - 1).Select(order => 10 * Math.Log10((timeline.Energy(start - Lead(order) - before, length) + double.Epsilon) / whole))];
    }
}
