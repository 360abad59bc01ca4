using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Heads;

/// <summary>
/// A head known by impulse responses from many directions. Between directions a spline joins the responses, aligned by the rigid sphere's arrivals;
/// at other distances and in a driver's field the sphere says what changes. Where nothing was measured nearby, a response is a mean of
/// those at the edge of what was, and only its arrival goes on as on the sphere.
/// </summary>
/// <remarks>The responses are taken as relative to the free field at the head's centre, up to a delay that both ears share; that is the sphere's.</remarks>
public sealed class MeasuredHead : Head
{
    /// <summary>Everything a head does to a sound is over by then.</summary>
    internal const double DirectSeconds = 10e-3;

    const double SameDirection = 1e-4, RingRadians = 2 * Math.PI / 180, LeastDb = 0.5, LeastSeconds = 20e-6, SameRadius = 1e-3;

    readonly SphericalHead _sphere = new();
    readonly Position[] _sources;
    readonly HeadResponses _responses;
    readonly MeasuredTiming _timing;
    readonly int[] _used;
    readonly Lazy<HeadDirections> _directions;
    readonly Lazy<IReadOnlyList<HeadNote>> _notes;

    /// <summary>Takes over a set of head-related impulse responses. Of several from one direction the farthest is used.</summary>
    /// <param name="sources">Source positions in the head's frame, metres; more than 0.1 m from its centre.</param>
    /// <param name="responses">ear (left, right) x source x tap; at most 8192 taps.</param>
    /// <param name="sampleRate">Samples per second of the responses.</param>
    /// <param name="delays">ear x source, samples by which the responses are late besides; without it, none.</param>
    /// <exception cref="ArgumentException">Sources in fewer than four directions, or shapes that do not fit.</exception>
    public MeasuredHead(Position[] sources, float[][,] responses, double sampleRate, double[][]? delays = null)
    {
        if (responses.Length != 2 || responses.Any(r => r.GetLength(0) != sources.Length || r.GetLength(1) is < 1 || r.GetLength(1) > HeadResponses.LongestTaps))
            throw new ArgumentException("A measured head has two ears, one response per source and ear, and 1 to 8192 taps.");
        if (delays is not null && (delays.Length != 2 || delays.Any(d => d.Length != sources.Length)))
            throw new ArgumentException("A measured head has one delay per source and ear, or none.");
        if (sources.Any(source => !(source.Length > 0.1 && double.IsFinite(source.Length)))) throw new ArgumentException("A measured head's sources lie outside the head.");
        int[] kept = Distinct(sources);
        if (kept.Length < 4) throw new ArgumentException($"A measured head needs sources in at least four directions, not {kept.Length}.");
        _sources = Array.ConvertAll(kept, i => sources[i]);
        double[][] late = delays is null ? [new double[kept.Length], new double[kept.Length]] : Array.ConvertAll(delays, ear => Array.ConvertAll(kept, i => ear[i]));
        _responses = new(Array.ConvertAll(responses, ear => Rows(ear, kept)), late, sampleRate);
        _timing = new(_responses, _sources, _sphere);
        _used = [.. Enumerable.Range(0, _sources.Length)];
        _directions = new(Directions);
        _notes = new(() => [.. LeftOut(sources, _sources), .. new HeadNotes(_responses, _sources).All]);
    }

    /// <summary>The same head known from some of its directions.</summary>
    MeasuredHead(MeasuredHead whole, int[] used)
    {
        (_sources, _responses, _timing, _used, _notes, LowEndFromSphere, Origin) = (whole._sources, whole._responses, whole._timing, used, whole._notes, whole.LowEndFromSphere, whole.Origin);
        _directions = new(Directions);
    }

    /// <summary>The file it was read from; null where it was made from responses.</summary>
    internal HeadOrigin? Origin { get; init; }

    /// <summary>True where the sphere continues the responses below 400 Hz.</summary>
    internal bool LowEndFromSphere { get; init; }

    /// <summary>What was left out of the file, and what is wrong with the set, for its user to know, one sentence each; or nothing.</summary>
    internal IReadOnlyList<HeadNote> Notes => _notes.Value;

    /// <summary>From how many directions it is known.</summary>
    internal int DirectionCount => _used.Length;

    /// <summary>How well directions between the measured ones are known, at most.</summary>
    internal HeldOutDirections HeldOut()
    {
        (MeasuredHead first, MeasuredHead second) = Halves();
        return HeldOutDirections.Of(first._directions.Value, _directions.Value, Array.ConvertAll(second._used, i => (1 / _sources[i].Length) * _sources[i]));
    }

    /// <summary>The same head known from every second direction, along rings of elevation, and from the others.</summary>
    internal (MeasuredHead First, MeasuredHead Second) Halves()
    {
        int[] order = [.. _used.OrderBy(i => Math.Round(Math.Asin(Math.Clamp(_sources[i].Z / _sources[i].Length, -1, 1)) / RingRadians)).ThenBy(i => Math.Atan2(_sources[i].Y, _sources[i].X))];
        return (new(this, [.. order.Where((_, place) => place % 2 == 0).Order()]), new(this, [.. order.Where((_, place) => place % 2 == 1).Order()]));
    }

    HeadDirections Directions() => new(_responses, _timing, _sources, _used, LowEndFromSphere ? new(_responses, _sources, _timing) : null);

    /// <summary>
    /// Which side sources on the left sound from: +1 where those between 15 and 60 degrees of azimuth are both louder and earlier at the
    /// left ear, and those on the right at the right one, by 0.5 dB and 20 us in the mean; -1 where it is the other way round; 0 where the
    /// responses do not say.
    /// </summary>
    internal int SideOfLeftSources
    {
        get
        {
            (double decibels, double seconds, int lateral) = Lateral();
            return Math.Abs(decibels) > LeastDb * lateral && Math.Abs(seconds) > LeastSeconds * lateral && decibels * seconds > 0 ? Math.Sign(decibels) : 0;
        }
    }

    /// <summary>False where there are sources to the sides, and neither level nor time tells the ears apart: as at no head.</summary>
    internal bool TellsSides => Lateral() is var (decibels, seconds, lateral) && (lateral == 0 || Math.Abs(decibels) > LeastDb * lateral || Math.Abs(seconds) > LeastSeconds * lateral);

    /// <summary>How much of the responses' energy comes more than <see cref="DirectSeconds"/> after their onset, in dB below all of it.</summary>
    internal double LateShareDb
    {
        get
        {
            (double late, double all) = (0, 0);
            for (int i = 0; i < _sources.Length; i++)
                for (int ear = 0; ear < 2; ear++) (late, all) = (late + _responses.EnergyAfter(ear, i, DirectSeconds), all + _responses.Energy(ear, i));
            return 10 * Math.Log10(late / all + 1e-12);
        }
    }

    /// <summary>Louder and earlier at the left ear, summed over sources between 15 and 60 degrees of azimuth, those on the right with the other sign; and how many they are.</summary>
    (double Decibels, double Seconds, int Sources) Lateral()
    {
        (double decibels, double seconds, int lateral) = (0, 0, 0);
        for (int i = 0; i < _sources.Length; i++)
        {
            double azimuth = Math.Atan2(_sources[i].Y, _sources[i].X), elevation = Math.Asin(_sources[i].Z / _sources[i].Length);
            if (Math.Abs(azimuth) is < Math.PI / 12 or > Math.PI / 3 || Math.Abs(elevation) > Math.PI / 6) continue;
            decibels += Math.Sign(azimuth) * 10 * Math.Log10((_responses.Energy(0, i) + 1e-30) / (_responses.Energy(1, i) + 1e-30));
            seconds += Math.Sign(azimuth) * (_responses.Onset(1, i) - _responses.Onset(0, i));
            lateral++;
        }
        return (decibels, seconds, lateral);
    }

    /// <inheritdoc/>
    internal override EarPair PointSource(Position source, double frequency) =>
        Respond(new DriverField(frequency, source, [new(source, 1)]));

    internal override EarPair[] PlaneWave(Position from, IReadOnlyList<double> frequencies)
    {
        HeadSpectra spectra = _directions.Value.Towards(from);
        Position source = spectra.Metres * from;
        return [.. frequencies.Select(frequency => Arriving(new(_responses.At(spectra.Left, frequency), _responses.At(spectra.Right, frequency)), source, frequency))];
    }

    internal override EarPair Respond(DriverField field)
    {
        EarPair onSphere = _sphere.Respond(field);
        Position direction = field.DirectionAt(default);
        (EarPair ears, double distance) = _directions.Value.At(direction, field.Frequency);
        Position source = distance * direction;
        EarPair reference = _sphere.PointSource(source, field.Frequency), measured = Arriving(ears, source, field.Frequency);
        Complex free = Complex.FromPolarCoordinates(1 / distance, -Air.WaveNumber(field.Frequency) * distance);
        return new(onSphere.Left * (measured.Left * free / reference.Left), onSphere.Right * (measured.Right * free / reference.Right));
    }

    /// <summary>Responses with the arrival that the sphere has for a source.</summary>
    EarPair Arriving(EarPair ears, Position source, double frequency)
    {
        Complex Late(int ear) => Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency * _timing.OnSphere(ear, source));
        return new(ears.Left * Late(0), ears.Right * Late(1));
    }

    static int[] Distinct(Position[] sources)
    {
        static (long, long, long) Place(Position source)
        {
            Position direction = (1 / source.Length) * source;
            return ((long)Math.Round(direction.X / SameDirection), (long)Math.Round(direction.Y / SameDirection), (long)Math.Round(direction.Z / SameDirection));
        }
        return [.. Enumerable.Range(0, sources.Length).GroupBy(i => Place(sources[i])).Select(same => same.MaxBy(i => sources[i].Length)).Order()];
    }

    static IReadOnlyList<HeadNote> LeftOut(Position[] sources, Position[] kept)
    {
        (double nearest, double farthest) = (sources.Min(source => source.Length), sources.Max(source => source.Length));
        return sources.Length == kept.Length || farthest - nearest < SameRadius ? []
            : [new(FormattableString.Invariant($"was measured at distances from {nearest:0.##} to {farthest:0.##} m: where several are in one direction the farthest is used, {kept.Length} of {sources.Length} measurements"))];
    }

    static float[,] Rows(float[,] all, int[] kept)
    {
        if (kept.Length == all.GetLength(0)) return all;
        int taps = all.GetLength(1);
        float[,] rows = new float[kept.Length, taps];
        for (int row = 0; row < kept.Length; row++)
            for (int n = 0; n < taps; n++) rows[row, n] = all[kept[row], n];
        return rows;
    }
}
