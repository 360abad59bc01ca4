using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Judging.Levels;
using Proscenium.Judging.Rooms;
using Proscenium.Mathematics;
using Proscenium.Rooms;
using Proscenium.Rooms.Responses;

namespace Proscenium.Tests.Rooms;

/// <summary>
/// Image sources against what statistical room acoustics says: directivity, energy and decay. A room of 5 x 4 x 2.7 m, the receiver 2 m along the source's
/// axis, in four places. No coordinate is the same at both ends: the ways up and down would be equally long, and add up.
/// </summary>
public sealed class ReverberantFieldTests
{
    const int Rate = 48000, Direct = 280; // the direct sound arrives on this sample
    const double Metres = Direct * Air.SpeedOfSound / Rate;

    static readonly Position _size = new(5, 4, 2.7);
    static readonly (Position Source, Position Axis)[] _places = [Place(1.3, 1.1, 0.9, 25, 12), Place(3.9, 2.9, 1.7, 195, -8), Place(2.1, 0.8, 1, 80, 10), Place(3.4, 3.3, 1.4, 250, -10)];

    [Theory]
    [InlineData("cardioid", 0.15, 3)]
    [InlineData("cardioid", 0.3, 3)]
    [InlineData("two nulls", 0.15, 15 / 8.0)]
    [InlineData("two nulls", 0.3, 15 / 8.0)]
    [InlineData("cosine squared", 0.15, 5)]
    [InlineData("cosine squared", 0.3, 5)]
    public void A_pattern_raises_the_direct_to_reverberant_ratio_by_its_directivity_within_0_8_dB(string name, double absorption, double directivity)
    {
        (double patterned, double plain) = (0, 0);
        foreach ((Position source, Position axis) in _places)
        {
            HarmonicPattern pattern = Pattern(name, axis);
            Assert.Equal(1, pattern.Towards(axis), 1e-12);
            Assert.Equal(directivity, 1 / Directions.Even(5000).Average(direction => Math.Pow(pattern.Towards(direction), 2)), 0.01);
            patterned += RatioDb(Reflections(source, axis, Room(absorption), SomeRooms.Exact with { Seconds = 0.5 }, pattern)) / _places.Length;
            plain += RatioDb(Reflections(source, axis, Room(absorption), SomeRooms.Exact with { Seconds = 0.5 })) / _places.Length;
        }
        Assert.Equal(10 * Math.Log10(directivity), patterned - plain, 0.8);
        // and so the critical distance by its root, within 0.8 dB of that
        Assert.InRange(DirectToReverberant.CriticalDistance(Metres, patterned) / DirectToReverberant.CriticalDistance(Metres, plain) / Math.Sqrt(directivity), 0.912, 1.097);
    }

    [Theory]
    [InlineData(0.1, false)]
    [InlineData(0.2, false)]
    [InlineData(0.4, false)]
    [InlineData(0.1, true)]
    [InlineData(0.2, true)]
    [InlineData(0.4, true)]
    public void Reverberant_energy_is_16_pi_over_A_within_1_dB(double absorption, bool lateTail)
    {
        ShoeboxRoom room = Room(absorption);
        double power = _places.Average(place => Power(Reflections(place.Source, place.Axis, room, new() { LateTail = lateTail, Seconds = 0.7 })));
        double area = room.SurfaceArea * absorption / (1 - absorption); // of what was reflected at least once
        Assert.Equal(10 * Math.Log10(16 * Math.PI / area), 10 * Math.Log10(power), 1.0);
        // and so the critical distance is sqrt(A / 16 pi)
        Assert.InRange(DirectToReverberant.CriticalDistance(Metres, -10 * Math.Log10(power * Metres * Metres)) / Math.Sqrt(area / (16 * Math.PI)), 0.89, 1.13);
    }

    [Theory]
    [InlineData(0.1, false)]
    [InlineData(0.2, false)]
    [InlineData(0.4, false)]
    [InlineData(0.1, true)]
    [InlineData(0.2, true)]
    [InlineData(0.4, true)]
    public void Reverberation_time_is_Eyrings_within_30_percent_and_that_of_the_walls_met_in_each_direction_within_10(double absorption, bool lateTail)
    {
        ShoeboxRoom room = Room(absorption);
        double found = _places.Average(place =>
        {
            double[] reflections = Reflections(place.Source, place.Axis, room, new() { LateTail = lateTail, Seconds = 1.5 * room.EyringSeconds[0] });
            return new[] { 1000.0, 4000 }.Average(octave => new EnergyDecay(OctaveFilter.Apply(reflections, Rate, octave), Rate, (double)Direct / Rate).T20);
        });
        Assert.InRange(found / room.EyringSeconds[0], 1, 1.3); // slower: sound along an axis meets fewer walls
        Assert.InRange(found / DirectionalTime(absorption), 0.9, 1.1);
    }

    [Fact]
    public void A_mode_of_a_small_hard_room_lies_at_c_over_2_L_within_2_percent()
    {
        // source and receiver in the middle of y and z, where the modes across are silent
        ShoeboxRoom room = SomeRooms.Shoebox(new Position(2, 1.3, 1.1), 0.05);
        double[] response = RoomImpulse.Between(room, new(0.1, 0.65, 0.55), new(1.9, 0.65, 0.55), SomeRooms.Exact with { Seconds = 0.4 });
        double mode = Air.SpeedOfSound / (2 * 2);
        (double[] power, double hertzPerBin) = Spectrum(response, 1 << 17);
        int from = (int)(0.75 * mode / hertzPerBin), to = (int)(1.25 * mode / hertzPerBin), peak = Enumerable.Range(from, to - from).MaxBy(bin => power[bin]);
        Assert.InRange(peak * hertzPerBin / mode, 0.98, 1.02);
        Assert.True(power[peak] > 10 * power[(int)(1.35 * mode / hertzPerBin)]); // a peak indeed
    }

    static ShoeboxRoom Room(double absorption) => SomeRooms.Shoebox(_size, absorption);

    static HarmonicPattern Pattern(string name, Position axis) => name switch
    {
        "cardioid" => HarmonicPattern.FirstOrder(axis, 0.5),
        "two nulls" => Square(1 / Math.Sqrt(axis.X * axis.X + axis.Y * axis.Y) * new Position(-axis.Y, axis.X, 0), 1, -1), // a source between two others, at low frequency
        _ => Square(axis, 0, 1),
    };

    static (Position, Position) Place(double x, double y, double z, double azimuthDegrees, double elevationDegrees) => (new(x, y, z), Position.Direction(azimuthDegrees * Math.PI / 180, elevationDegrees * Math.PI / 180));

    /// <summary>A share for all directions and one of the squared cosine off an axis: cos^2 = (1 + 2 P2) / 3, P2 by the addition theorem of harmonics.</summary>
    static HarmonicPattern Square(Position axis, double everywhere, double share)
    {
        double[] coefficients = SphericalHarmonics.At(axis, 2);
        for (int i = 0; i < 9; i++) coefficients[i] *= i == 0 ? 4 * Math.PI * (everywhere + share / 3) : i < 4 ? 0 : share * 8 * Math.PI / 15;
        return new(coefficients);
    }

    /// <summary>The response less its direct sound, which is a pulse of 1 / d; all patterns are 1 along their axis.</summary>
    static double[] Reflections(Position source, Position axis, ShoeboxRoom room, RoomSimulation how, HarmonicPattern? pattern = null)
    {
        Position receiver = source + Metres * axis;
        double[] response = pattern is { } shape ? RoomImpulse.Between(room, source, receiver, how, shape) : RoomImpulse.Between(room, source, receiver, how);
        response[Direct] -= 1 / Metres;
        return response;
    }

    /// <summary>Direct sound over reflections, dB.</summary>
    static double RatioDb(double[] reflections) => -10 * Math.Log10(Power(reflections) * Metres * Metres);

    /// <summary>Mean power spectrum from 250 Hz to 16 kHz: above the slow push of images of one sign, below the pulse's edge.</summary>
    static double Power(double[] response)
    {
        (double[] power, double hertzPerBin) = Spectrum(response, 1 << 16);
        return power[(int)(250 / hertzPerBin)..(int)(16000 / hertzPerBin)].Average();
    }

    static (double[] Power, double HertzPerBin) Spectrum(double[] response, int length)
    {
        double[] time = new double[length], re = new double[length / 2 + 1], im = new double[length / 2 + 1];
        response.CopyTo(time, 0);
        new Fft<double>(length).Forward(time, re, im);
        return ([.. re.Zip(im, (a, b) => a * a + b * b)], (double)Rate / length);
    }

    /// <summary>
    /// T20 where sound that runs in a direction (x, y, z) meets |x| / Lx + |y| / Ly + |z| / Lz walls a metre and keeps 1 - absorption at each, energy by
    /// direction alike at first.
    /// </summary>
    static double DirectionalTime(double absorption)
    {
        const int rate = 1000;
        double[] falls = [.. Directions.Even(2000).Select(way => (Math.Abs(way.X) / _size.X + Math.Abs(way.Y) / _size.Y + Math.Abs(way.Z) / _size.Z) * Math.Log(1 - absorption) * Air.SpeedOfSound / rate)];
        double[] amplitude = [.. Enumerable.Range(0, 2 * rate).Select(n => Math.Sqrt(falls.Average(fall => Math.Exp(fall * n))))];
        return new EnergyDecay(amplitude, rate, 0).T20;
    }
}
