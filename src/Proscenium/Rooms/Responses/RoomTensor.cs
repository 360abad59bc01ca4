using Proscenium.Mathematics;

namespace Proscenium.Rooms.Responses;

/// <summary>
/// The impulse responses of a room from every spherical harmonic of a source to every one of a receiver, <c>source harmonics x receiver harmonics x samples</c>:
/// one simulation, after which any pattern of either is a multiplication.
/// </summary>
/// <remarks>
/// Luo and Kim, Fast source-room-receiver acoustics modeling, EUSIPCO 2020: response [s, r] is the sum over all images of Y_s(u') Y_r(u) g(t), with the direction u' in
/// which the sound left the source, the direction u from which it reaches the receiver, and g, what <see cref="RoomImpulse"/> sums without a pattern. Harmonics Y are real
/// and orthonormal, in the order of ambisonics; pressure is relative to a free monopole at 1 m.
/// </remarks>
sealed class RoomTensor
{
    /// <summary>The highest degree there is.</summary>
    public const int MaxDegree = 7;

    /// <summary>Each is kept, in 128 bytes and its harmonics.</summary>
    const double MaxImages = 2e7;

    readonly double[,][] _responses; // [source harmonic, receiver harmonic][sample]

    /// <summary>Makes each response, many at a time.</summary>
    RoomTensor(int sourceDegree, int receiverDegree, int threads, Func<int, int, double[]> response)
    {
        (SourceDegree, ReceiverDegree) = (sourceDegree, receiverDegree);
        double[,][] responses = new double[SphericalHarmonics.Count(sourceDegree), SphericalHarmonics.Count(receiverDegree)][];
        int columns = responses.GetLength(1);
        Parallel.For(0, responses.Length, new() { MaxDegreeOfParallelism = threads }, i => responses[i / columns, i % columns] = response(i / columns, i % columns));
        _responses = responses;
    }

    /// <summary>Simulates a room, in whose axes both sets of harmonics are.</summary>
    /// <param name="room">The room.</param>
    /// <param name="source">In the room, metres from its origin.</param>
    /// <param name="receiver">In the room, metres from its origin.</param>
    /// <param name="how">Rate, length, tail.</param>
    /// <param name="sourceDegree">Of the source's harmonics, 0 to <see cref="MaxDegree"/>.</param>
    /// <param name="receiverDegree">Of the receiver's harmonics, 0 to <see cref="MaxDegree"/>.</param>
    /// <exception cref="SettingException">A point is not in the room, or a setting out of its range.</exception>
    public static RoomTensor Between(Room room, Position source, Position receiver, RoomSimulation how, int sourceDegree, int receiverDegree)
    {
        Check(sourceDegree);
        Check(receiverDegree);
        ResponseFrame frame = new(room, source, receiver, how);
        frame.RequireAtMost(MaxImages);
        Arrivals arrivals = Arrivals.Of(room, source, receiver, frame.Metres, how);
        double[][] sent = Harmonics(arrivals, arrival => arrival.Emitted, sourceDegree), taken = Harmonics(arrivals, arrival => arrival.From, receiverDegree);
        return new(sourceDegree, receiverDegree, Math.Max(1, how.MaxThreads), frame.HasOneBand
            ? (s, r) => Sum<SingleBandSum>(frame, arrivals, sent[s], taken[r])
            : (s, r) => Sum<OctaveSum>(frame, arrivals, sent[s], taken[r]));
    }

    /// <summary>Degree of the source's harmonics.</summary>
    public int SourceDegree { get; }

    /// <summary>Degree of the receiver's harmonics.</summary>
    public int ReceiverDegree { get; }

    /// <summary>Length of each response, from when the source sounds.</summary>
    public int Samples => _responses[0, 0].Length;

    /// <summary>One response, from a harmonic of the source to one of the receiver, both by number, n^2 + n + m.</summary>
    public IReadOnlyList<double> this[int source, int receiver] => _responses[source, receiver];

    /// <summary>The response between a source and a receiver with patterns.</summary>
    /// <param name="source">Coefficients of what the source sends, (n + 1)^2 of them up to any degree n that the tensor has.</param>
    /// <param name="receiver">Coefficients of what the receiver takes.</param>
    /// <exception cref="ArgumentException">Their number is none of those.</exception>
    public double[] Response(ReadOnlySpan<double> source, ReadOnlySpan<double> receiver)
    {
        HarmonicPattern.DegreeOf(source, SourceDegree);
        HarmonicPattern.DegreeOf(receiver, ReceiverDegree);
        double[] sum = new double[Samples];
        for (int s = 0; s < source.Length; s++)
            for (int r = 0; r < receiver.Length; r++) Add(source[s] * receiver[r], _responses[s, r], sum);
        return sum;
    }

    /// <summary>
    /// What an ambisonic microphone hears of a monopole, its x axis ahead and its y axis to the left: <c>channels x samples</c> in the order and normalisation of AmbiX
    /// (ACN and SN3D; Nachbar, Zotter, Deleflie and Sontacchi, AmbiX - a suggested ambisonics format, Ambisonics Symposium 2011).
    /// </summary>
    public double[][] AmbiX() => AmbiX(HarmonicPattern.Omnidirectional.Coefficients);

    /// <summary>What it hears of a source with a pattern.</summary>
    /// <param name="source">Coefficients of what the source sends.</param>
    /// <inheritdoc cref="AmbiX()"/>
    public double[][] AmbiX(ReadOnlySpan<double> source)
    {
        double[][] channels = new double[_responses.GetLength(1)][];
        for (int channel = 0; channel < channels.Length; channel++)
        {
            double[] taken = new double[channels.Length];
            taken[channel] = Math.Sqrt(4 * Math.PI / (2 * SphericalHarmonics.DegreeOf(channel) + 1)); // SN3D of an orthonormal harmonic
            channels[channel] = Response(source, taken);
        }
        return channels;
    }

    /// <summary>Values of each harmonic for each arrival, `harmonics x arrivals`.</summary>
    static double[][] Harmonics(Arrivals arrivals, Func<Arrival, Position> directionOf, int degree)
    {
        double[][] all = [.. Enumerable.Range(0, SphericalHarmonics.Count(degree)).Select(_ => new double[arrivals.All.Length])];
        double[] values = new double[all.Length];
        for (int i = 0; i < arrivals.All.Length; i++)
        {
            SphericalHarmonics.Fill(directionOf(arrivals.All[i]), degree, values);
            for (int k = 0; k < values.Length; k++) all[k][i] = values[k];
        }
        return all;
    }

    /// <summary>The response from one harmonic to another.</summary>
    static double[] Sum<TSum>(ResponseFrame frame, Arrivals arrivals, double[] sent, double[] taken)
        where TSum : struct, IArrivalSum<TSum>
    {
        TSum sum = TSum.Silence(frame);
        ReadOnlySpan<Arrival> all = arrivals.All;
        for (int i = 0; i < all.Length; i++) sum.Add(all[i].Metres, all[i].Gain * (sent[i] * taken[i]));
        return sum.Response();
    }

    static void Add(double weight, double[] response, double[] sum)
    {
        if (weight == 0) return;
        for (int n = 0; n < sum.Length; n++) sum[n] += weight * response[n];
    }

    static void Check(int degree)
    {
        if (degree is < 0 or > MaxDegree) throw new SettingException($"rooms are simulated with harmonics of degree 0 to {MaxDegree}.");
    }
}
