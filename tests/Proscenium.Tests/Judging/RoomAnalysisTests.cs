using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Rooms;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Rooms;

namespace Proscenium.Tests.Judging;

[Trait(Traits.Category, Traits.Slow)]
public sealed class RoomAnalysisTests
{
    static readonly ZoneGrid _fewSeats = new(3, 1, 0.05, 0.2);

    static readonly Lazy<RoomAnalysis> _living = new(() => Analyse(Designs.Echo, RoomFile.Open("living-room"), new SphericalHead()));

    static readonly Lazy<RoomAnalysis> _anechoic = new(() => Analyse(Designs.EchoDirect, RoomFile.Open("anechoic"), SofaFile.Open(RecordedData.Kemar())));

    [Fact]
    public void The_beam_brings_the_centre_forward_by_a_decibel_at_least() =>
        Assert.InRange(_living.Value.Treated.CentreMidrangeDirectDb - _living.Value.Untreated.CentreMidrangeDirectDb, 1, 5);

    [Fact]
    public void A_full_range_driver_to_the_front_brings_it_forward_by_three()
    {
        Device device = Designs.EchoStudio with
        {
            Name = "with a full-range front driver",
            Drivers = [.. Designs.EchoStudio.Drivers.Select(driver => driver.Kind != DriverKind.Tweeter ? driver
                : driver with { Name = "front", Kind = DriverKind.Fullrange, DiameterMetres = 0.05, LowHz = 150, HighHz = 16000 })],
        };
        RoomAnalysis heard = Analyse(SpatialDesigner.Design(new DesignRequest { Device = device }), RoomFile.Open("living-room"), new SphericalHead());
        Assert.InRange(heard.Treated.CentreMidrangeDirectDb - heard.Untreated.CentreMidrangeDirectDb, 3, 7);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void Without_a_room_KEMAR_hears_the_sides_within_5_degrees_of_30_and_the_untreated_device_where_it_stands()
    {
        RoomAnalysis heard = _anechoic.Value;
        Assert.InRange(heard.Treated.Left.AzimuthDegrees, 25, 35);
        Assert.InRange(heard.Treated.Right.AzimuthDegrees, -35, -25);
        Assert.InRange(heard.Treated.Centre.AzimuthDegrees, -1, 1);
        Assert.InRange(heard.Untreated.Left.AzimuthDegrees, 1, 6); // its drivers stand at 2.6 degrees
        Assert.InRange(heard.TruePair!.Left.AzimuthDegrees, 28, 32);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Data)]
    public void Without_a_room_nothing_comes_back()
    {
        RoomImpression heard = _anechoic.Value.Treated;
        Assert.All(heard.CentreDirectDb, ratio => Assert.True(ratio > 60));
        Assert.Equal(heard.Separation.DirectDb, heard.Separation.AllDb, 0.1);
        Assert.Empty(_anechoic.Value.Reflections);
    }

    [Fact]
    public void A_room_leaves_the_direct_sound_its_separation_and_takes_it_from_the_whole()
    {
        WindowedSeparation treated = _living.Value.Treated.Separation;
        Assert.True(treated.DirectDb > treated.TenMillisecondsDb && treated.TenMillisecondsDb > treated.AllDb);
        Assert.InRange(treated.AllDb, -1, 1.5); // reverberation reaches both ears alike
        Assert.True(treated.DirectDb > 4 + _living.Value.Untreated.Separation.DirectDb);
    }

    [Fact]
    public void Virtual_loudspeakers_widen_the_stage_nearly_to_a_true_pairs_and_cost_direct_sound()
    {
        RoomAnalysis heard = _living.Value;
        Assert.InRange(heard.Untreated.Width.Degrees, 2, 15);
        Assert.InRange(heard.Treated.Width.Degrees, 45, 75);
        Assert.InRange(heard.TruePair!.Width.Degrees, 55, 65);
        Assert.True(heard.Treated.StageDirectCoherence < 0.6 && heard.Untreated.StageDirectCoherence > 0.9);
        Assert.True(heard.Treated.LeftMidrangeDirectDb < heard.Untreated.LeftMidrangeDirectDb - 5);
    }

    /// <summary>Rakerd and Hartmann: what swells is localised by the ongoing differences, and a room evens them out, the more so the weaker the direct sound is.</summary>
    [Fact]
    public void A_sustained_sound_is_heard_narrower_in_a_room_by_both_models_and_the_treated_device_suffers_more_than_a_true_pair()
    {
        (RoomImpression treated, RoomImpression pair) = (_living.Value.Treated, _living.Value.TruePair!);
        Assert.InRange(pair.LeftHeard.Sustained.AzimuthDegrees, 15, 30);
        Assert.InRange(pair.LeftHeard.SustainedByConsistency.AzimuthDegrees, 15, 30);
        Assert.True(treated.LeftHeard.Sustained.AzimuthDegrees < pair.LeftHeard.Sustained.AzimuthDegrees - 5);
        Assert.True(treated.LeftHeard.SustainedByConsistency.AzimuthDegrees < pair.LeftHeard.SustainedByConsistency.AzimuthDegrees - 5);
        Assert.Equal(treated.LeftHeard.Onset.AzimuthDegrees, treated.LeftHeard.OnsetByConsistency.AzimuthDegrees, 8.0);
    }

    [Fact]
    public void The_critical_distance_is_where_the_ratio_would_be_zero() =>
        Assert.Equal(2 * Math.Pow(10, _living.Value.Treated.CentreMidrangeDirectDb / 20), _living.Value.Treated.CriticalDistanceMetres, 1e-6);

    [Fact]
    public void The_zone_holds_the_image_of_a_true_pair_and_not_the_untreated_devices()
    {
        RoomAnalysis heard = _living.Value;
        Assert.Equal(3, heard.Zone.Seats.Count);
        Assert.Equal(0, heard.UntreatedZone.SquareMetres);
        Assert.Equal(0.03, heard.TruePairZone!.SquareMetres, 1e-9);
        Assert.Equal(0.15, heard.TruePairZone.WidthMetres, 1e-9);
        Assert.Equal(0, heard.Zone.At(HeadPose.Seat)!.Value.ColorationDb, 1e-9);
    }

    [Fact]
    public void The_strongest_reflection_is_that_of_the_wall_behind_the_device_or_the_floor()
    {
        // by hand: behind the device the way is 0.8 m longer, over the floor 2 (sqrt(1 + 1.1^2) - 1) m
        Reflection first = _living.Value.Reflections.MinBy(reflection => reflection.Seconds);
        Assert.Equal(0.8 / Air.SpeedOfSound, first.Seconds, 1e-9);
        Assert.Equal(0, first.AzimuthDegrees, 1e-6);
        Assert.Contains(_living.Value.Reflections, reflection => Math.Abs(reflection.Seconds - 2 * (Math.Sqrt(1 + 1.1 * 1.1) - 1) / Air.SpeedOfSound) < 1e-9);
    }

    [Fact]
    public void Seats_that_do_not_fit_are_left_out()
    {
        Room room = RoomFile.Open("living-room");
        RoomSetup setup = new(room with { Listener = room.Listener with { X = 0.25 }, Device = room.Device with { Position = room.Device.Position with { X = 0.25 } } }, Designs.EchoStudio, new SphericalHead(),
            FrequencyGrid.ForDesign(48000), new() { LateTail = true, Seconds = 0.1 });
        Assert.True(setup.CanBeUsed(HeadPose.Seat));
        Assert.False(setup.CanBeUsed(new(Left: -0.2))); // the wall at x = 0 is on the listener's right
        Assert.False(setup.CanBeUsed(new(Forward: 1.9)));
    }

    [Fact]
    public void A_seat_lies_where_the_listener_would_say()
    {
        RoomSetup setup = _living.Value.Setup; // the device faces +y, so that the listener's left is +x
        Assert.Equal(2, setup.Distance, 1e-9);
        Position moved = setup.PlaceOf(new(Left: 0.1, Forward: 0.3, Up: 0.05));
        Assert.Equal(0, (moved - new Position(2.3, 2.1, 1.15)).Length, 1e-9);
    }

    static RoomAnalysis Analyse(SpatialDesign design, Room room, Head head)
    {
        MeasuredPlan measured = new(design.Plan), plain = new(ReferenceDriverPlan.Of(design.Plan, design.Request.Device));
        return RoomAnalysis.Measure(measured, plain, new(room, design.Request.Device, head, measured.Grid, new() { LateTail = true }), 30, _fewSeats);
    }
}
