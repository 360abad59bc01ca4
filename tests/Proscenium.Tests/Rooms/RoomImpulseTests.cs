using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Mathematics;
using Proscenium.Rooms;
using Proscenium.Rooms.Responses;

namespace Proscenium.Tests.Rooms;

public sealed class RoomImpulseTests
{
    const int Rate = 48000;

    static readonly Position _source = new(1.1, 2.3, 0.9), _receiver = new(4.2, 1.4, 1.7);

    [Fact]
    public void Walls_that_absorb_everything_leave_a_pulse_of_one_over_the_distance()
    {
        double metres = 500 * Air.SpeedOfSound / Rate; // arrives on a sample
        double[] response = RoomImpulse.Between(SomeRooms.Shoebox(1), new(1, 1, 1), new(1 + metres, 1, 1), SomeRooms.Exact with { Seconds = 0.05 });
        for (int n = 0; n < response.Length; n++) Assert.Equal(n == 500 ? 1 / metres : 0, response[n], 1e-6);
    }

    [Fact]
    public void One_rigid_wall_equals_two_sources_over_frequency_200_Hz_to_8_kHz()
    {
        double[] response = RoomImpulse.Between(SomeRooms.Shoebox(0, 1, 1, 1, 1, 1), _source, _receiver, SomeRooms.Exact with { Seconds = 0.1 });
        double near = (_receiver - _source).Length, far = (_receiver - _source with { X = -_source.X }).Length;
        Complex[] spectrum = Spectrum(response, 8192);
        for (int bin = 8192 * 200 / Rate; bin <= 8192 * 8000 / Rate; bin++)
        {
            double k = Air.WaveNumber((double)bin * Rate / 8192);
            Complex exact = Complex.FromPolarCoordinates(1 / near, -k * near) + Complex.FromPolarCoordinates(1 / far, -k * far);
            Assert.True((spectrum[bin] - exact).Magnitude < 1e-3, $"bin {bin}: {spectrum[bin]} is not {exact}");
        }
    }

    [Fact]
    public void Bands_that_are_all_alike_give_the_response_of_a_single_band()
    {
        Surface nearlyUniform = new("alike", [0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3 + 1e-12]);
        RoomSimulation how = SomeRooms.Exact with { Seconds = 0.2 };
        double[] single = RoomImpulse.Between(SomeRooms.Shoebox(0.3), _source, _receiver, how), joined = RoomImpulse.Between(SomeRooms.Coloured(new(6, 4, 3), nearlyUniform), _source, _receiver, how);
        for (int n = 0; n < single.Length; n++) Assert.Equal(single[n], joined[n], 1e-9);
    }

    [Fact]
    public void Each_band_from_250_Hz_on_is_as_loud_as_its_absorption_says_in_its_middle()
    {
        // one wall that differs by band: the spectrum is direct + reflection(f), exact at the middles
        double[] absorption = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
        ShoeboxRoom room = SomeRooms.Coloured(new(6, 4, 3), new Surface("a test's", absorption), Surface.Uniform(1), Surface.Uniform(1), Surface.Uniform(1), Surface.Uniform(1), Surface.Uniform(1));
        Complex[] spectrum = Spectrum(RoomImpulse.Between(room, _source, _receiver, SomeRooms.Exact with { Seconds = 0.2 }), 65536);
        double near = (_receiver - _source).Length, far = (_receiver - _source with { X = -_source.X }).Length;
        for (int band = 2; band < OctaveBands.Count; band++)
        {
            int bin = (int)Math.Round(OctaveBands.Centres[band] * 65536 / Rate);
            double k = Air.WaveNumber((double)bin * Rate / 65536);
            Complex exact = Complex.FromPolarCoordinates(1 / near, -k * near) + Complex.FromPolarCoordinates(Math.Sqrt(1 - absorption[band]) / far, -k * far);
            Assert.True((spectrum[bin] - exact).Magnitude < 0.01 / near, $"{OctaveBands.Centres[band]} Hz: {spectrum[bin]} is not {exact}"); // 0.1 dB of the direct sound
        }
    }

    [Fact]
    public void The_air_takes_what_its_attenuation_says()
    {
        ShoeboxRoom room = SomeRooms.Shoebox(new Position(60, 4, 3), 1) with { Air = new AirConditions(20, 50) };
        Complex[] spectrum = Spectrum(RoomImpulse.Between(room, new(1, 1, 1), new(51, 1, 1), SomeRooms.Exact with { Seconds = 0.3 }), 65536);
        foreach (double hertz in OctaveBands.Centres.Skip(2))
            Assert.Equal(-8.686 * 50 * AirConditions.Usual.PressureAttenuation(hertz), 20 * Math.Log10(50 * spectrum[(int)(hertz * 65536 / Rate)].Magnitude), 0.1);
    }

    [Theory]
    [InlineData(1000, 4.66)] // ISO 9613-1:1993, table 1: 20 degrees, 50 %, in dB/km
    [InlineData(4000, 29.2)]
    [InlineData(8000, 104)]
    [InlineData(250, 1.31)]
    public void The_air_is_that_of_the_standards_table(double hertz, double decibelsPerKilometre) =>
        Assert.InRange(1000 * 8.685889638 * AirConditions.Usual.PressureAttenuation(hertz) / decibelsPerKilometre, 0.96, 1.04);

    [Fact]
    public void A_pattern_of_degree_0_is_the_sum_of_Allen_and_Berkley()
    {
        ShoeboxRoom room = SomeRooms.Shoebox(0.3);
        RoomSimulation how = SomeRooms.Exact with { Seconds = 0.15 };
        double[] plain = RoomImpulse.Between(room, _source, _receiver, how), monopole = RoomImpulse.Between(room, _source, _receiver, how, new HarmonicPattern(Math.Sqrt(4 * Math.PI)));
        for (int n = 0; n < plain.Length; n++) Assert.Equal(plain[n], monopole[n], 1e-12);
    }

    [Fact]
    public void The_tail_goes_on_as_loud_as_the_images_would()
    {
        ShoeboxRoom room = SomeRooms.Shoebox(0.15, 0.3, 0.2, 0.2, 0.4, 0.1);
        double[] all = RoomImpulse.Between(room, _source, _receiver, SomeRooms.Exact with { Seconds = 0.5 });
        double[] noise = RoomImpulse.Between(room, _source, _receiver, new() { LateTail = true, Seconds = 0.5 });
        int mixed = (int)(RoomSimulation.MixingSeconds(room) * Rate);
        for (int n = 0; n < mixed - 32; n++) Assert.Equal(all[n], noise[n], 1e-12);
        // pressure above the room's sweep of low modes, where images of one sign add up to a slow push
        for (int from = mixed + 100; from + 4800 < all.Length; from += 4800)
            Assert.Equal(Level(all, from, 4800), Level(noise, from, 4800), 3.5); // 200 random images each
        Assert.Equal(Level(all, mixed, all.Length - mixed), Level(noise, mixed, all.Length - mixed), 1.0);

        static double Level(double[] response, int from, int count)
        {
            double power = 0;
            for (int n = from; n < from + count; n++) power += Math.Pow(response[n] - response[n - 8], 2);
            return 10 * Math.Log10(power);
        }
    }

    [Fact]
    public void The_tail_waits_for_the_direct_sound_of_a_long_room()
    {
        ShoeboxRoom corridor = SomeRooms.Shoebox(new Position(30, 2, 2), 0.3); // mixed after 17.7 m, by the rule
        const int direct = 3200;
        double metres = direct * Air.SpeedOfSound / Rate;
        double[] response = RoomImpulse.Between(corridor, new(3, 0.9, 0.9), new(3 + metres, 0.9, 0.9), new() { LateTail = true, Seconds = 0.1 });
        for (int n = 0; n < direct - 16; n++) Assert.Equal(0, response[n]);
        Assert.Equal(1 / metres, response[direct], 0.05 / metres); // a little of the first reflections, 10 samples later, is there already
        Assert.True(response.AsSpan(direct + 17).ContainsAnyExcept(0));
    }

    [Fact]
    public void Jitter_leaves_the_direct_sound_and_the_seed_decides_the_rest()
    {
        ShoeboxRoom room = SomeRooms.Shoebox(0.3);
        RoomSimulation how = SomeRooms.Exact with { Seconds = 0.1, JitterMetres = 0.03 };
        double[] once = RoomImpulse.Between(room, _source, _receiver, how), again = RoomImpulse.Between(room, _source, _receiver, how), other = RoomImpulse.Between(room, _source, _receiver, how with { Seed = 2 });
        double[] plain = RoomImpulse.Between(room, _source, _receiver, how with { JitterMetres = 0 });
        Assert.Equal(once, again);
        int direct = (int)((_receiver - _source).Length / Air.SpeedOfSound * Rate);
        Assert.Equal(plain[direct], once[direct], 1e-9);
        Assert.NotEqual(once, other);
        Assert.Equal(Energy(plain), Energy(once), 0.15 * Energy(plain));

        static double Energy(double[] response) => response.Sum(sample => sample * sample);
    }

    [Theory]
    [InlineData(7, 1, 1)]
    [InlineData(0, 1, 1)]
    public void A_point_outside_is_refused(double x, double y, double z) =>
        Assert.Contains("not inside", Assert.Throws<SettingException>(() => RoomImpulse.Between(SomeRooms.Shoebox(0.3), new(x, y, z), _receiver, SomeRooms.Exact)).Message);

    static Complex[] Spectrum(double[] response, int length)
    {
        double[] time = new double[length], re = new double[length / 2 + 1], im = new double[length / 2 + 1];
        response.AsSpan(0, Math.Min(length, response.Length)).CopyTo(time);
        new Fft<double>(length).Forward(time, re, im);
        return [.. re.Zip(im, (a, b) => new Complex(a, b))];
    }
}
