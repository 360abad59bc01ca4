using Proscenium.Acoustics;
using Proscenium.Mathematics;
using Proscenium.Rooms;
using Proscenium.Rooms.Responses;

namespace Proscenium.Tests.Rooms;

public sealed class RoomTensorTests
{
    const double Tolerance = 1e-9;

    static readonly Position _source = new(1.1, 2.3, 0.9), _receiver = new(4.2, 1.4, 1.7);
    static readonly double[] _omni = [Math.Sqrt(4 * Math.PI)];
    static readonly RoomSimulation _how = SomeRooms.Exact with { Seconds = 0.06 };

    static readonly double[][] _byBand = [[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8], [0.5, 0.3, 0.2, 0.1, 0.1, 0.2, 0.3, 0.4], [0.2, 0.2, 0.2, 0.3, 0.3, 0.3, 0.4, 0.4]];

    static ShoeboxRoom Banded => SomeRooms.Coloured(new(6, 4, 3), [.. _byBand.Select((absorption, i) => new Surface($"{i}", absorption))]) with { Air = AirConditions.Usual };

    /// <summary>Direct sound alone, with one wall, all of a room, all of a room by octaves.</summary>
    public static TheoryData<string> Names => ["anechoic", "wall", "room", "banded"];

    static ShoeboxRoom Named(string name) => name switch
    {
        "anechoic" => SomeRooms.Shoebox(1),
        "wall" => SomeRooms.Shoebox(0.2, 1, 1, 1, 1, 1),
        "room" => SomeRooms.Shoebox(0.1, 0.2, 0.3, 0.4, 0.5, 0.6),
        _ => Banded,
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Degree0_Is_TheSumOfAllenAndBerkley(string name)
    {
        RoomTensor tensor = RoomTensor.Between(Named(name), _source, _receiver, _how, 0, 0);
        AssertSame(RoomImpulse.Between(Named(name), _source, _receiver, _how), [.. tensor[0, 0].Select(sample => 4 * Math.PI * sample)]);
        AssertSame(tensor.Response(_omni, _omni), tensor.AmbiX()[0]);
    }

    [Fact]
    public void JitterAndTail_Are_ThoseOfOneResponse()
    {
        RoomSimulation how = _how with { JitterMetres = 0.03, LateTail = true, Seconds = 0.2 };
        foreach (Room room in new Room[] { Banded, FloorPlans.Named("ell") })
        {
            Position receiver = new(2, 1, 1.7);
            AssertSame(RoomImpulse.Between(room, new(1, 2, 0.9), receiver, how), RoomTensor.Between(room, new(1, 2, 0.9), receiver, how, 1, 1).Response(_omni, _omni));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Cardioid_Is_ThatOfOneResponse(string name)
    {
        HarmonicPattern cardioid = HarmonicPattern.FirstOrder(new(-0.5, 1, 0.3), 0.5);
        AssertSame(RoomImpulse.Between(Named(name), _source, _receiver, _how, cardioid), RoomTensor.Between(Named(name), _source, _receiver, _how, 2, 0).Response(cardioid.Coefficients, _omni));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SourceAndReceiver_ThatChangePlaces_TransposeTheTensor(string name)
    {
        RoomTensor there = RoomTensor.Between(Named(name), _source, _receiver, _how, 2, 3), back = RoomTensor.Between(Named(name), _receiver, _source, _how, 3, 2);
        for (int s = 0; s < 9; s++)
            for (int r = 0; r < 16; r++) AssertSame(there[s, r], back[r, s]);
    }

    [Fact]
    public void AmbiX_OfSoundFromTheLeft_HasIt_InWAndY()
    {
        double metres = 100 * Air.SpeedOfSound / 48000; // arrives on a sample
        double[][] channels = RoomTensor.Between(SomeRooms.Shoebox(1), new(2, 1 + metres, 1), new(2, 1, 1), _how, 0, 1).AmbiX();
        Assert.Equal(4, channels.Length);
        Assert.Equal(1 / metres, channels[0][100], 1e-6);
        AssertSame(channels[0], channels[1]);
        AssertSame(new double[channels[0].Length], channels[2]);
        AssertSame(new double[channels[0].Length], channels[3]);
    }

    [Fact]
    public void AmbiX_OfSoundFromAhead_HasTheTableOfSN3D()
    {
        Position ahead = new(3.5, 1, 1), receiver = new(2, 1, 1);
        double[][] channels = RoomTensor.Between(SomeRooms.Shoebox(1), ahead, receiver, _how, 0, 2).AmbiX();
        double[] table = [1, 0, 0, 1, 0, 0, -0.5, 0, Math.Sqrt(3) / 2]; // W, Y, Z, X, V, T, R, S, U at azimuth and elevation 0
        for (int channel = 0; channel < table.Length; channel++) AssertSame([.. channels[0].Select(sample => table[channel] * sample)], channels[channel]);
    }

    [Fact]
    public void AmbiX_OfACardioid_HasItsResponse_AsW()
    {
        HarmonicPattern cardioid = HarmonicPattern.FirstOrder(new(1, 0, 0), 0.5);
        AssertSame(RoomImpulse.Between(Named("room"), _source, _receiver, _how, cardioid), RoomTensor.Between(Named("room"), _source, _receiver, _how, 1, 1).AmbiX(cardioid.Coefficients)[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Threads_ChangeNothing(int threads) =>
        AssertSame(RoomTensor.Between(Banded, _source, _receiver, _how, 1, 1), RoomTensor.Between(Banded, _source, _receiver, _how with { MaxThreads = threads }, 1, 1));

    [Fact]
    public void WhatCannotBeDone_IsRefused()
    {
        RoomTensor tensor = RoomTensor.Between(SomeRooms.Shoebox(1), _source, _receiver, _how, 1, 1);
        Assert.Throws<SettingException>(() => RoomTensor.Between(SomeRooms.Shoebox(1), _source, _receiver, _how, 8, 0));
        Assert.Throws<SettingException>(() => RoomTensor.Between(SomeRooms.Shoebox(1), _source, _receiver, _how, 0, -1));
        Assert.Contains("not inside", Assert.Throws<SettingException>(() => RoomTensor.Between(SomeRooms.Shoebox(1), new(7, 1, 1), _receiver, _how, 0, 0)).Message);
        Assert.Contains("n = 0 to 1", Assert.Throws<ArgumentException>(() => tensor.Response(new double[9], _omni)).Message);
    }

    static void AssertSame(RoomTensor expected, RoomTensor actual)
    {
        for (int s = 0; s < SphericalHarmonics.Count(expected.SourceDegree); s++)
            for (int r = 0; r < SphericalHarmonics.Count(expected.ReceiverDegree); r++) AssertSame(expected[s, r], actual[s, r]);
    }

    static void AssertSame(IReadOnlyList<double> expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int n = 0; n < expected.Count; n++) Assert.Equal(expected[n], actual[n], Tolerance);
    }
}
