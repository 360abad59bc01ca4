using System.Globalization;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Rooms;

namespace Proscenium.Rendering.Responses;

/// <summary>
/// Responses as a SOFA file (AES69-2022): SingleRoomMIMOSRIR in a room, sources as emitters of the device; SimpleFreeFieldHRIR in free field, sources as measurements.
/// </summary>
/// <remarks>Source coordinates are the device's own: x to where it faces, y to its own left, which is the listener's right. In free field an input of the plan stands where it is meant to be heard, and one of the untreated device where that stands.</remarks>
static class ResponseSofa
{
    const double UsualEarMetres = 0.09;
    const string Cartesian = "cartesian", Spherical = "spherical", Metres = "metre", DegreesAndMetres = "degree, degree, metre";

    /// <summary>The bytes of the file.</summary>
    /// <param name="set">The responses.</param>
    /// <param name="scene">Where they were made.</param>
    /// <param name="made">When they were made.</param>
    public static ReadOnlySpan<byte> Of(ResponseSet set, ListeningScene scene, DateTime made) => scene.Room is { } room ? InRoom(set, scene, room, made) : InFreeField(set, scene, made);

    static ReadOnlySpan<byte> InRoom(ResponseSet set, ListeningScene scene, Room room, DateTime made)
    {
        int emitters = set.Sources.Count, taps = set.Responses.Taps;
        Hdf5Writer file = new([.. Texts(set, scene, "SingleRoomMIMOSRIR", "FIR-E", made), .. RoomTexts(set, scene, room)], [('I', 1), ('C', 3), ('R', 2), ('E', emitters), ('M', 1), ('N', taps)]);
        Device device = scene.Design.Request.Device;
        Place(file, "ListenerPosition", "MC", room.Listener);
        Place(file, "ListenerView", "MC", Flat(room.Device.Position - room.Listener));
        file.Add("ListenerUp", "MC", [0, 0, 1], ("Type", Cartesian), ("Units", Metres));
        Ears(file, scene.Head);
        Place(file, "SourcePosition", "MC", room.Device.Position);
        Place(file, "SourceView", "MC", Position.Direction(room.Device.FacingDegrees * Math.PI / 180));
        file.Add("SourceUp", "MC", [0, 0, 1], ("Type", Cartesian), ("Units", Metres));
        file.Add("EmitterPosition", "ECI", [.. set.Sources.SelectMany(source => device.Drivers.FirstOrDefault(driver => set.Name == "drivers" && driver.Name == source) is { } driver ? (double[])[driver.Front, 0 - driver.Left, driver.Up] : [0, 0, 0])], ("Type", Cartesian), ("Units", Metres));
        if (room is ShoeboxRoom box)
        {
            Place(file, "RoomCornerA", "IC", default);
            Place(file, "RoomCornerB", "IC", box.Size);
            file.Add("RoomCorners", "II", [0], ("Type", Cartesian), ("Units", Metres));
        }
        double[] values = new double[2 * taps * emitters];
        for (int ear = 0; ear < 2; ear++)
            for (int emitter = 0; emitter < emitters; emitter++)
                for (int n = 0; n < taps; n++) values[(ear * taps + n) * emitters + emitter] = set.Responses[emitter, ear][n];
        file.Add("Data.IR", "MRNE", values);
        file.Add("Data.SamplingRate", "I", [scene.SampleRate], ("Units", "hertz"));
        file.Add("Data.Delay", "MRE", new double[2 * emitters]);
        return file.Finish();
    }

    static ReadOnlySpan<byte> InFreeField(ResponseSet set, ListeningScene scene, DateTime made)
    {
        int sources = set.Sources.Count, taps = set.Responses.Taps;
        Hdf5Writer file = new([.. Texts(set, scene, "SimpleFreeFieldHRIR", "FIR", made), ("RoomType", "free field")], [('I', 1), ('C', 3), ('R', 2), ('E', 1), ('M', sources), ('N', taps)]);
        Place(file, "ListenerPosition", "IC", default);
        Place(file, "ListenerView", "IC", new(1, 0, 0));
        file.Add("ListenerUp", "IC", [0, 0, 1], ("Type", Cartesian), ("Units", Metres));
        Ears(file, scene.Head);
        file.Add("SourcePosition", "MC", [.. set.Sources.SelectMany(source => AsSphere(PlaceOf(source, set, scene)))], ("Type", Spherical), ("Units", DegreesAndMetres));
        file.Add("EmitterPosition", "ECI", [0, 0, 0], ("Type", Cartesian), ("Units", Metres));
        double[] values = new double[2 * sources * taps];
        for (int path = 0; path < 2 * sources; path++)
            for (int n = 0; n < taps; n++) values[path * taps + n] = set.Responses[path / 2, path % 2][n];
        file.Add("Data.IR", "MRN", values);
        file.Add("Data.SamplingRate", "I", [scene.SampleRate], ("Units", "hertz"));
        file.Add("Data.Delay", "IR", [0, 0]);
        return file.Finish();
    }

    static void Place(Hdf5Writer file, string name, string dimensions, Position place) => file.Add(name, dimensions, [place.X, place.Y, place.Z], ("Type", Cartesian), ("Units", Metres));

    static Position Flat(Position way) => (1 / (way with { Z = 0 }).Length) * (way with { Z = 0 });

    static void Ears(Hdf5Writer file, Head head)
    {
        Position left = head is SphericalHead sphere ? sphere.RadiusMetres * sphere.Ear(Side.Left) : new(0, UsualEarMetres, 0);
        file.Add("ReceiverPosition", "RCI", [left.X, left.Y, left.Z, left.X, -left.Y, left.Z], ("Type", Cartesian), ("Units", Metres));
    }

    /// <summary>Where a source stands, or is meant to be heard, in the head's frame.</summary>
    static Position PlaceOf(string source, ResponseSet set, ListeningScene scene)
    {
        double distance = scene.Design.Request.Distance;
        if (set.Name == "drivers") return scene.Design.Request.Device.PlaceOf(scene.Design.Plan.Drivers.Index().First(driver => driver.Item == source).Index, distance);
        return distance * Position.Direction(set.Name == "treated" ? Azimuth(source, scene) * Math.PI / 180 : 0);
    }

    static double Azimuth(string input, ListeningScene scene)
    {
        double front = scene.Design.Request.AngleDegrees ?? 0;
        foreach (SurroundPair pair in scene.Design.Request.Layout.Surrounds)
        {
            if (input == pair.Left) return pair.AngleDegrees;
            if (input == pair.Right) return -pair.AngleDegrees;
        }
        return input switch { ChannelNames.Left => front, ChannelNames.Right => -front, _ => 0 };
    }

    static double[] AsSphere(Position place)
    {
        double azimuth = Math.Atan2(place.Y, place.X) * 180 / Math.PI;
        return [azimuth < 0 ? azimuth + 360 : azimuth, Math.Asin(place.Z / place.Length) * 180 / Math.PI, place.Length];
    }

    static IEnumerable<(string, string)> Texts(ResponseSet set, ListeningScene scene, string convention, string type, DateTime made)
    {
        Design.DesignRequest request = scene.Design.Request;
        return SofaTexts.Of(convention, type,
            $"{request.Device.Name} at the ears of {scene.HeadName}{(scene.Room is { } room ? $" in {room.Name}" : " in free field")}: {set.Name}",
            scene.Room is null ? "simulated" : "simulated by image sources",
            FormattableString.Invariant($"{set.Description}, in this order: {string.Join(", ", set.Sources)}. Plan: {request.Device.Name} at {request.Distance:0.###} m, target {request.Target.Description}, gain limit {request.GainLimit.Description}, ")
                + (request.AngleDegrees is { } angle ? FormattableString.Invariant($"virtual loudspeakers at {angle:0.#} degrees") : "canceller alone") + FormattableString.Invariant($", {scene.Design.Plan.Filters.Taps} taps, delay {scene.Design.Plan.FilterLatencySamples} samples. Gain at the drivers: 0 dB."),
            scene.HeadName, made);
    }

    static IEnumerable<(string, string)> RoomTexts(ResponseSet set, ListeningScene scene, Room room) =>
    [
        ("RoomType", room is ShoeboxRoom ? "shoebox" : "reverberant"),
        ("RoomShortName", room.Name),
        ("RoomDescription", FormattableString.Invariant($"{room.Name}: {room.Volume:0.#} m3, {room.SurfaceArea:0.#} m2; reverberation time by Eyring from 63 Hz to 8 kHz by octave: {string.Join(", ", room.EyringSeconds.Select(seconds => seconds.ToString("0.00", CultureInfo.InvariantCulture)))} s")),
        ("ListenerDescription", $"{scene.HeadName}, looking at the device"),
        ("ReceiverDescription", "left ear, right ear"),
        ("SourceShortName", scene.Design.Request.Device.Name),
        ("SourceDescription", scene.Design.Request.Device.Description),
        ("EmitterDescription", string.Join(", ", set.Sources)),
    ];
}
