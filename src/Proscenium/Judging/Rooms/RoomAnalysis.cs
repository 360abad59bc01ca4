using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;

namespace Proscenium.Judging.Rooms;

/// <summary>A running plan in a room, beside the untreated device and a true pair of loudspeakers: what the listener gets at the seat, and around it.</summary>
public sealed record RoomAnalysis
{
    RoomAnalysis(RoomSetup setup, HeadPose seat, ListeningZone zone, ListeningZone untreatedZone) =>
        (Setup, SeatMetres, Zone, UntreatedZone, Reflections) = (setup, (setup.PlaceOf(seat) - setup.Room.Device.Position).Length, zone, untreatedZone, Reflection.First(setup, ReflectogramSeconds));

    /// <summary>Room, device and head.</summary>
    internal RoomSetup Setup { get; }

    /// <summary>Metres from the device to the seat.</summary>
    internal double SeatMetres { get; }

    /// <summary>The plan at the seat.</summary>
    public required RoomImpression Treated { get; init; }

    /// <summary>The untreated device at the seat; its centre is both reference drivers together.</summary>
    public required RoomImpression Untreated { get; init; }

    /// <summary>A true pair at the seat; null where the room has no room for one.</summary>
    public required RoomImpression? TruePair { get; init; }

    /// <summary>Metres to the loudspeakers of the true pair; null without one.</summary>
    public required double? TruePairMetres { get; init; }

    /// <summary>The plan over the seats.</summary>
    internal ListeningZone Zone { get; }

    /// <summary>The untreated device over the seats.</summary>
    internal ListeningZone UntreatedZone { get; }

    /// <summary>The true pair over the seats.</summary>
    internal ListeningZone? TruePairZone { get; init; }

    /// <summary>Tone of the left input in the room at the left ear relative to the left loudspeaker of the true pair, mean power over every second seat of the zone; null where the room has no room for a pair.</summary>
    internal ToneInRoom? LeftTone { get; init; }

    /// <summary>The same of the centre at both ears, relative to the pair's phantom.</summary>
    internal ToneInRoom? CentreTone { get; init; }

    /// <summary>Tone of the untreated device's left input, likewise.</summary>
    internal ToneInRoom? UntreatedLeftTone { get; init; }

    /// <summary>The same of its centre.</summary>
    internal ToneInRoom? UntreatedCentreTone { get; init; }

    /// <summary>True where the plan has a centre of its own; else it is left and right together.</summary>
    public required bool HasCentre { get; init; }

    /// <summary>The room's first reflections where the room's file has the listener, up to 80 ms.</summary>
    internal IReadOnlyList<Reflection> Reflections { get; }

    const double ReflectogramSeconds = 0.08;

    /// <summary>Measures a plan in a room.</summary>
    /// <param name="measured">The plan as it runs.</param>
    /// <param name="untreatedDevice">The untreated device.</param>
    /// <param name="setup">Room, device and head, on the grid of the plan.</param>
    /// <param name="angleDegrees">Azimuth of the virtual loudspeakers, or of those a canceller alone is held against.</param>
    /// <param name="grid">The seats of the listening zone.</param>
    /// <param name="seat">The middle one of them, from where the room has its listener.</param>
    /// <param name="progress">Told when a seat is done, may be null; from any thread.</param>
    /// <param name="cancel">Ends the work between seats.</param>
    internal static RoomAnalysis Measure(MeasuredPlan measured, MeasuredPlan untreatedDevice, RoomSetup setup, double angleDegrees, ZoneGrid grid, HeadPose seat = default, Action? progress = null, CancellationToken cancel = default)
    {
        if (grid.Columns % 2 == 0 || grid.Rows % 2 == 0) throw new ArgumentException("A grid of seats has an odd number of columns and rows, so that one is in the middle.");
        LocalisationTemplate template = LocalisationTemplate.Of(setup.Head, setup.Grid.SampleRate);
        if (!setup.CanBeUsed(seat)) throw new SettingException($"in '{setup.Room.Name}' no head fits where the listener sits ({seat.Words}): move it.");
        HeadPose[] seats = [.. grid.Seats.Where(fromSeat => setup.CanBeUsed(seat.Plus(fromSeat)))], places = Array.ConvertAll(seats, seat.Plus);
        TruePair? loudspeakers = Judging.Rooms.TruePair.In(setup, angleDegrees);
        Func<int, BinauralRoomResponses?>? pair = loudspeakers?.At(places);
        RoomSeats plants = setup.At(places);
        (RoomMeasurement treated, RoomMeasurement untreated) = (new(measured, setup), new(untreatedDevice, setup));
        BinauralRoomResponses?[] StagesAt(int index)
        {
            RoomPlant plant = plants[index];
            return [BinauralRoomResponses.Of(treated, plant), BinauralRoomResponses.Of(untreated, plant), pair?.Invoke(index)];
        }
        BinauralRoomResponses?[] middle = StagesAt(Array.IndexOf(seats, HeadPose.Seat));
        RoomImpression?[] heard = [.. middle.AsParallel().AsOrdered().WithCancellation(cancel).Select(stage => stage is null ? null : RoomImpression.Of(stage, template))];
        ZoneSeat?[][] images = new ZoneSeat?[seats.Length][];
        SeatTone?[][] tones = new SeatTone?[seats.Length][];
        Parallel.For(0, seats.Length, new ParallelOptions { CancellationToken = cancel }, index =>
        {
            BinauralRoomResponses?[] stages = StagesAt(index);
            images[index] = [.. stages.Zip(middle, (stage, reference) => stage is null || reference is null ? (ZoneSeat?)null : ZoneSeat.Of(seats[index], stage, reference, template))];
            tones[index] = grid.IsEverySecond(seats[index]) ? Array.ConvertAll(stages, stage => stage is null ? (SeatTone?)null : SeatTone.Of(stage)) : [];
            progress?.Invoke();
        });
        SeatTone?[][] told = [.. tones.Where(tone => tone.Length > 0 && tone.All(stage => stage is not null))];
        double[] axis = loudspeakers?.AxisPower ?? [];
        ToneInRoom? Tone(int treatment, Func<SeatTone, InputTone> input) => told.Length == 0 ? null
            : SeatTone.Compare([.. told.Select(tone => input(tone[treatment]!.Value))], [.. told.Select(tone => input(tone[2]!.Value))], axis);
        ListeningZone Zone(int treatment) => new(grid, [.. images.Select(image => image[treatment]).OfType<ZoneSeat>()], angleDegrees);
        return new(setup, seat, Zone(0), Zone(1))
        {
            Treated = heard[0]!,
            Untreated = heard[1]!,
            TruePair = heard[2],
            TruePairMetres = middle[2]?.Metres,
            TruePairZone = heard[2] is null ? null : Zone(2),
            HasCentre = measured.Inputs > 2,
            LeftTone = Tone(0, tone => tone.Left),
            CentreTone = Tone(0, tone => tone.Centre),
            UntreatedLeftTone = Tone(1, tone => tone.Left),
            UntreatedCentreTone = Tone(1, tone => tone.Centre),
        };
    }

    /// <summary>
    /// What a treatment costs: how much smaller its direct-to-reverberant ratio is than that of the untreated device, left input at the left ear, dB by
    /// <see cref="FreeFieldAnalysis.RoomBands"/>.
    /// </summary>
    /// <param name="treated">At a seat.</param>
    /// <param name="untreated">At the same seat.</param>
    internal static IReadOnlyList<double> CostDb(BinauralRoomResponses treated, BinauralRoomResponses untreated)
    {
        DirectToReverberant after = new(treated.Left), before = new(untreated.Left);
        return [.. FreeFieldAnalysis.RoomBands.Select(band => before.Db(Side.Left, band) - after.Db(Side.Left, band))];
    }
}
