using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Plants;
using Proscenium.Rooms.Responses;

namespace Proscenium.Tests.Plants;

/// <summary>Far fields as reflections use them, against the exact near field a kilometre away: times r e^{jkr} it is the far field within 0.1 %.</summary>
public class FarFieldTests
{
    const double FarMetres = 1000, OnePercent = 0.01;

    static readonly FrequencyGrid _grid = DirectionalResponses.GridFor(48000);
    static readonly Position[] _directions = Directions.Even(73);
    static readonly Lazy<MeasuredHead> _kemar = new(() => SofaFile.Open(RecordedData.Kemar()));

    [Fact]
    public void Caps_SendWhatTheirSeriesSays_Within1PercentTo10Kilohertz()
    {
        FarField[] drivers = FarField.OfDrivers(Designs.EchoStudio, _grid);
        Position[] aims = [new(0, 1, 0), new(0, -1, 0), new(0, 0, 1), new(-1, 0, 0), new(0, 0, -1)]; // left, right, up, to the listener, who is at -x, down
        for (int driver = 0; driver < drivers.Length; driver++)
        {
            CapOnSphere cap = new(0.09, Math.Asin(Designs.EchoStudio.Drivers[driver].DiameterMetres / 2 / 0.09));
            Position aim = aims[driver];
            AssertWithin(OnePercent, drivers[driver], _directions, (direction, f) => AtOneMetre(cap.Pressure(FarMetres, Math.Acos(aim.Dot(direction)), f), FarMetres, f));
        }
    }

    [Theory]
    [InlineData("echo-studio")]
    [InlineData("points")]
    [InlineData("measured-angles")]
    [InlineData("measured-pair")]
    public void EveryDevice_SendsWhatThePlantSays_Within1PercentTo10Kilohertz(string name)
    {
        Device device = DeviceFile.Open(DeviceFile.BuiltIn.Contains(name) ? name : Path.Combine(AppContext.BaseDirectory, "examples", $"{name}.device.json"));
        // a measured driver is known in the directions of an even grid
        Position[] directions = [.. (device.Drivers[0].Response is null ? _directions : Directions.Even(1600)).Where((_, i) => i % 53 == 0)];
        TransferMatrix plant = Plant.BuildAtPoints(device, Array.ConvertAll(directions, direction => FarMetres * new Position(-direction.X, direction.Y, direction.Z)), _grid);
        FarField[] drivers = FarField.OfDrivers(device, _grid);
        for (int driver = 0; driver < drivers.Length; driver++)
            AssertWithin(OnePercent, drivers[driver], directions, (direction, f) => AtOneMetre(plant[Array.IndexOf(directions, direction), driver, _grid.Bin(f)], FarMetres, f));
    }

    [Fact]
    public void SphericalHead_TakesWhatDudaMartensSays_OfAPlaneWaveAndOfASourceFarAway_Within1PercentTo10Kilohertz()
    {
        SphericalHead head = new(0.092, 95);
        FarField[] ears = FarField.OfEars(head, _grid);
        for (int ear = 0; ear < 2; ear++)
        {
            Side side = (Side)ear;
            Position place = Position.Direction((side == Side.Left ? 95 : -95) * Math.PI / 180);
            AssertWithin(OnePercent, ears[ear], _directions, (direction, f) => head.PlaneWave(Math.Acos(place.Dot(direction)), f));
            AssertWithin(OnePercent, ears[ear], _directions, (direction, f) => AtOneMetre(head.PointSource(FarMetres * direction, f)[side], FarMetres, f));
        }
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void MeasuredHead_TakesOfAPlaneWave_WhatItDoesOfASource_WhereItWasMeasured()
    {
        MeasuredHead kemar = _kemar.Value;
        const double metres = 1.4; // where all its sources stood
        foreach (Position direction in _directions.Where((_, i) => i % 4 == 0))
        {
            foreach (double f in (double[])[100, 1000, 10000])
            {
                EarPair source = kemar.PointSource(metres * direction, f), wave = kemar.PlaneWave(direction, [f])[0];
                Assert.InRange((AtOneMetre(source.Left, metres, f) - wave.Left).Magnitude, 0, 0.02); // sources are joined from directions two degrees apart
                Assert.InRange((AtOneMetre(source.Right, metres, f) - wave.Right).Magnitude, 0, 0.02);
            }
        }
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void MeasuredHead_IsTakenInTheNearestOfEvenDirections()
    {
        MeasuredHead kemar = _kemar.Value;
        FarField[] ears = FarField.OfEars(kemar, _grid);
        Position[] grid = Directions.Even(1600);
        Random random = new(4);
        for (int i = 0; i < 60; i++)
        {
            Position direction = Position.Direction(2 * Math.PI * random.NextDouble(), Math.Asin(2 * random.NextDouble() - 1)), nearest = grid.MaxBy(place => place.Dot(direction));
            Assert.InRange(Math.Acos(direction.Dot(nearest)) * 180 / Math.PI, 0, 3.5); // neighbours are 5 degrees apart
            foreach (int bin in (int[])[5, 50, 200])
            {
                EarPair wave = kemar.PlaneWave(nearest, [_grid.Frequency(bin)])[0];
                Assert.True((wave.Left - At(ears[0], direction, bin)).Magnitude < 1e-5 && (wave.Right - At(ears[1], direction, bin)).Magnitude < 1e-5, $"{direction}");
            }
        }
    }

    [Theory]
    [InlineData(500, 0.04, 0.15)]
    [InlineData(2000, 0.15, 0.8)]
    [InlineData(8000, 0.3, 2.2)]
    [Trait(Traits.Needs, Traits.Data)]
    public void MeasuredHead_BetweenThem_IsAsMeasured_WithinWhat3DegreesMake(double frequency, double share, double decibels)
    {
        FarField[] ears = FarField.OfEars(_kemar.Value, _grid);
        int bin = _grid.Bin(frequency);
        (double error, double power, double levels, int count) = (0, 0, 0, 0);
        for (int degrees = -180; degrees < 180; degrees += 15) // of its own ring of 5 degrees
        {
            Position direction = Position.Direction(degrees * Math.PI / 180);
            EarPair measured = _kemar.Value.PointSource(1.4 * direction, _grid.Frequency(bin));
            for (int ear = 0; ear < 2; ear++)
            {
                Complex truth = AtOneMetre(measured[(Side)ear], 1.4, _grid.Frequency(bin)), taken = At(ears[ear], direction, bin);
                error += (taken - truth).MagnitudeSquared();
                power += truth.MagnitudeSquared();
                levels += Math.Abs(20 * Math.Log10(taken.Magnitude / truth.Magnitude));
                count++;
            }
        }
        Assert.True(Math.Sqrt(error / power) < share && levels / count < decibels, $"{Math.Sqrt(error / power):0.000} rms, {levels / count:0.00} dB");
    }

    /// <summary>A pressure at a distance as what was sent or taken far away.</summary>
    static Complex AtOneMetre(Complex pressure, double metres, double frequency) => pressure * metres * Complex.FromPolarCoordinates(1, Air.WaveNumber(frequency) * metres);

    static Complex At(FarField field, Position direction, int bin) => field.Towards(direction, new(_grid.BinCount)) is var spectrum ? new(spectrum.Re[bin], spectrum.Im[bin]) : default;

    /// <summary>In no direction off by more than a share of what is loudest at that frequency.</summary>
    static void AssertWithin(double share, FarField field, Position[] directions, Func<Position, double, Complex> truth)
    {
        for (int bin = 2; bin <= _grid.Bin(10000); bin += 19)
        {
            double f = _grid.Frequency(bin);
            Complex[] exact = Array.ConvertAll(directions, direction => truth(direction, f));
            double loudest = exact.Max(value => value.Magnitude);
            for (int i = 0; i < directions.Length; i++)
                Assert.True((At(field, directions[i], bin) - exact[i]).Magnitude < share * loudest, $"{directions[i]} at {f:0} Hz: {At(field, directions[i], bin)} instead of {exact[i]}");
        }
    }
}
