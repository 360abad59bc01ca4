using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Analysis;
using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Rooms;
using Proscenium.Mathematics;
using Proscenium.Rooms;
using Proscenium.Rooms.Measured;

namespace Proscenium.Tests.Judging;

public class MeasuredRoomTests
{
    const int Rate = 48000, Direct = 300, Late = 300 + 40 * 48;
    const double Near = 1, Far = 0.5, Echo = 0.25;

    static readonly FrequencyGrid _grid = FrequencyGrid.ForDesign(Rate);

    /// <summary>Either source at its own receiver, at the other one, and 40 ms later at both.</summary>
    static readonly MeasuredRoom _room = TwoSources();

    static readonly Lazy<(SpatialDesign Design, MeasuredPlan Plan, RoomPlant Seat)> _laptop = new(() =>
    {
        Room bedroom = RoomSetup.WithListenerAt(RoomFile.Open("bedroom"), 0.6);
        SpatialDesign design = SpatialDesigner.Design(new() { Device = DeviceFile.Open("laptop"), DistanceMetres = 0.6 });
        return (design, new(design.Plan), RoomSetup.ForListening(bedroom, design.Request.Device, new SphericalHead(), Rate).At([HeadPose.Seat])[0]);
    });

    [Fact]
    public void PlainLoudspeakers_HaveTheSeparation_Drr_AndBalance_OfTheirGains()
    {
        MeasuredRoomFigures heard = Heard(0);
        Assert.Equal(Db(Near / Far), heard.Separation.DirectDb, 0.01);
        Assert.Equal(Db(Near / Far), heard.Separation.FiveMillisecondsDb, 0.01);
        Assert.Equal(Db((Near * Near + Echo * Echo) / (Far * Far + Echo * Echo)) / 2, heard.Separation.AllDb, 0.3); // the echo's comb averages out over a band
        Assert.All(heard.LeftDirectDb, ratio => Assert.Equal(Db(Near / Echo), ratio, 0.01));
        Assert.All(heard.CentreDirectDb, ratio => Assert.Equal(Db((Near + Far) / (2 * Echo)), ratio, 0.01));
        double one = Near * Near + Far * Far + 2 * Echo * Echo, both = 2 * ((Near + Far) * (Near + Far) + 4 * Echo * Echo);
        Assert.Equal(10 * Math.Log10(both / one), heard.Balance.MiddleLu, 0.3);
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.4)]
    public void ACanceller_GainsTheSeparation_AndLosesTheDirectSound_OfItsShare(double share)
    {
        MeasuredRoomFigures heard = Heard(share), before = Heard(0);
        double own = Near - share * Far, other = Far - share * Near, echo = Echo * (1 - share);
        Assert.Equal(Db(own / other), heard.Separation.FiveMillisecondsDb, 0.01);
        Assert.All(heard.LeftDirectDb, ratio => Assert.Equal(Db(own / echo), ratio, 0.01));
        Assert.All(heard.LeftTone(before).Bands, band => Assert.Equal(Db(own * own + other * other + 2 * echo * echo, Near * Near + Far * Far + 2 * Echo * Echo), band.Decibels, 0.6));
    }

    [Fact]
    public void ASimulatedRoom_AsMeasured_HasTheFiguresOfTheSimulation()
    {
        (_, MeasuredPlan plan, RoomPlant seat) = _laptop.Value;
        BinauralRoomResponses simulated = BinauralRoomResponses.Of(new(plan, seat.Setup), seat);
        MeasuredRoomFigures known = MeasuredRoomFigures.Of(simulated), found = MeasuredRoomFigures.Of(new MeasuredRoomStage(MeasuredRoomStage.Simulated(seat), _grid).Hear(plan));
        Assert.Equal(known.Separation.FiveMillisecondsDb, found.Separation.FiveMillisecondsDb, 0.05);
        Assert.Equal(known.Separation.TenMillisecondsDb, found.Separation.TenMillisecondsDb, 0.05);
        Assert.Equal(known.Separation.AllDb, found.Separation.AllDb, 0.05);
        Assert.Equal(known.Balance.MiddleLu, found.Balance.MiddleLu, 0.02);
        // the direct sound is known there and a window of 2.5 ms here
        Assert.Equal(known.Separation.DirectDb, found.Separation.DirectDb, 1.0);
        Assert.All(known.LeftDirectDb.Zip(found.LeftDirectDb), pair => Assert.Equal(pair.First, pair.Second, 2.0));
        Assert.All(known.CentreDirectDb.Zip(found.CentreDirectDb), pair => Assert.Equal(pair.First, pair.Second, 2.0));
    }

    [Fact]
    public void APrediction_OfTheRoomThatWasMeasured_IsTheMeasurement()
    {
        (SpatialDesign design, MeasuredPlan plan, RoomPlant seat) = _laptop.Value;
        using TemporaryFolder folder = new();
        MeasuredRoom simulated = MeasuredRoomStage.Simulated(seat);
        Sounds.Write(folder["room.wav"], Rate, [.. Enumerable.Range(0, 4).Select(path => simulated.Responses[path / 2, path % 2].ToArray())]);
        MeasuredRoom room = MeasuredRoomFile.Open(folder["room.wav"]);
        MeasuredRoomFindings findings = MeasuredRoomFindings.Measure(plan, new(design.Untreated), room, MeasuredRoomFindings.SetUp(design, room, RoomFile.Open("bedroom"), new SphericalHead()));
        (MeasuredRoomComparison measured, MeasuredRoomComparison predicted) = (findings.Measured, findings.Predicted!);
        Assert.Equal(measured.Plan.Separation.FiveMillisecondsDb, predicted.Plan.Separation.FiveMillisecondsDb, 1e-3);
        Assert.All(measured.Untreated.LeftDirectDb.Zip(predicted.Untreated.LeftDirectDb), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        Assert.Equal(measured.LeftTone.LargestDb, predicted.LeftTone.LargestDb, 1e-3);
        Assert.Equal(measured.DecaySeconds, predicted.DecaySeconds);
    }

    [Fact]
    public void OpenMicrophones_HearAWaveAtTheirPlaces()
    {
        OpenMicrophones pair = new(0.2);
        EarPair near = pair.PointSource(new(1, 1, 0), 700), far = pair.PlaneWave(Position.Direction(Math.PI / 2), [700])[0];
        double left = Math.Sqrt(1 + 0.81), right = Math.Sqrt(1 + 1.21), k = 2 * Math.PI * 700 / Air.SpeedOfSound;
        Assert.Equal(0, (near.Left - Complex.FromPolarCoordinates(1 / left, -k * left)).Magnitude, 1e-12);
        Assert.Equal(0, (near.Right - Complex.FromPolarCoordinates(1 / right, -k * right)).Magnitude, 1e-12);
        Assert.Equal(0, (far.Left - Complex.FromPolarCoordinates(1, k * 0.1)).Magnitude, 1e-12); // from the left, so it is there first
        Assert.Equal(0, (far.Right - Complex.FromPolarCoordinates(1, -k * 0.1)).Magnitude, 1e-12);
    }

    [Fact]
    public void AFile_ThatDoesNotFitThePlan_IsRefused_WithItsCure()
    {
        SpatialDesign design = _laptop.Value.Design;
        void Require(MeasuredRoom room) => MeasuredRoomFit.Require(room, design.Plan, design.Request.Device);
        FileFormatException rate = Assert.Throws<FileFormatException>(() => Require(_room with { SampleRate = 44100 }));
        Assert.Equal((ErrorCodes.RoomRateMismatch, "44100"), (rate.Code, rate.Fault.Value));
        Assert.Equal(ErrorCodes.RoomSourcesMismatch, Assert.Throws<FileFormatException>(() => Require(_room.With([0]))).Code);
        Assert.Contains("choose among its sources", Assert.Throws<FileFormatException>(() => Require(_room.With([0, 1, 0]))).Message);
        MeasuredRoom sided = Sided(4);
        Require(sided);
        Assert.Contains("exchange its sources, or its receivers", Assert.Throws<FileFormatException>(() => Require(sided.With([1, 0]))).Message);
    }

    static MeasuredRoomFigures Heard(double share)
    {
        Complex[] one = [.. Enumerable.Repeat(Complex.One, _grid.BinCount)], less = [.. Enumerable.Repeat(new Complex(-share, 0), _grid.BinCount)];
        return MeasuredRoomFigures.Of(new MeasuredRoomStage(_room, _grid).Hear(new(_grid, new[,] { { one, less }, { less, one } })));
    }

    static MeasuredRoom TwoSources()
    {
        FirMatrix responses = new(2, 2, 4000);
        for (int source = 0; source < 2; source++)
            for (int receiver = 0; receiver < 2; receiver++)
                (responses[source, receiver][Direct], responses[source, receiver][Late]) = ((float)(source == receiver ? Near : Far), (float)Echo);
        return new("two sources", responses, Rate);
    }

    /// <summary>Each source so many samples earlier at its own side.</summary>
    static MeasuredRoom Sided(int samples)
    {
        FirMatrix responses = new(2, 2, 400);
        for (int source = 0; source < 2; source++)
            for (int receiver = 0; receiver < 2; receiver++) responses[source, receiver][100 + (source == receiver ? 0 : samples)] = 1;
        return new("two sides", responses, Rate);
    }

    static double Db(double ratio) => 20 * Math.Log10(ratio);

    static double Db(double power, double other) => 10 * Math.Log10(power / other);
}
