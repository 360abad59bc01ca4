using Proscenium.Acoustics;
using Proscenium.Engine.Plan;
using Proscenium.Heads;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Measuring;
using Proscenium.Rooms.Measured;

namespace Proscenium.Files.Measurements;

/// <summary>
/// Measured responses from the drivers of a device to a listener's ears: SOFA files of the convention SingleRoomMIMOSRIR (AES69-2022), drivers as emitters and places of the head as
/// measurements; and whatever else holds responses to two ears, as of a room.
/// </summary>
/// <remarks>The seat is the origin, the device straight ahead of it, as everywhere here. Where the room is "free field", the responses are direct sound alone.</remarks>
static class PlantFile
{
    /// <summary>The convention of such files.</summary>
    public const string Convention = "SingleRoomMIMOSRIR";

    const string FreeField = "free field";
    const double FadeShare = 0.1;

    /// <summary>Opens a file.</summary>
    /// <param name="path">A SOFA file or a sound file, two channels a driver.</param>
    /// <exception cref="FileFormatException">The file does not hold responses to two ears.</exception>
    /// <exception cref="SoundException">There is no such sound file, or it cannot be read.</exception>
    public static MeasuredPlant Open(string path)
    {
        MeasuredRoom room = MeasuredRoomFile.Open(path);
        MeasuredPlant plant = new(path, room.Responses, room.SampleRate, [HeadPose.Seat], false) { Notes = room.Notes, Origin = new(path, false, Sha256.Of(File.ReadAllBytes(path))) };
        return Path.GetExtension(path).Equals(".sofa", StringComparison.OrdinalIgnoreCase) ? SofaContainer.Read(path, "plant file", sofa => Described(plant, sofa)) : plant;
    }

    /// <summary>A plant with what its file says of itself.</summary>
    static MeasuredPlant Described(MeasuredPlant plant, SofaContainer sofa)
    {
        if (sofa.Text("SOFAConventions") != Convention) return plant;
        string[] drivers = (sofa.Text("EmitterDescription") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        IReadOnlyList<HeadPose> poses = Poses(sofa);
        return plant with
        {
            IsDirect = sofa.Text("RoomType") == FreeField,
            Poses = plant.Responses.Inputs % poses.Count == 0 ? poses : [HeadPose.Seat],
            Device = sofa.Text("SourceShortName"),
            DriverNames = drivers.Length * poses.Count == plant.Responses.Inputs ? drivers : [],
            DistanceMetres = sofa.Has("SourcePosition") && sofa.Has("ListenerPosition") ? (SofaPositions.Read(sofa, "SourcePosition")[0] - SofaPositions.Read(sofa, "ListenerPosition")[0]).Length : null,
        };
    }

    /// <summary>Where the head was at each measurement, relative to the first.</summary>
    static IReadOnlyList<HeadPose> Poses(SofaContainer sofa)
    {
        int measurements = sofa.Shape("Data.IR")[0];
        if (measurements == 1 || !sofa.Has("ListenerPosition")) return [HeadPose.Seat];
        Position[] places = SofaPositions.Rows(sofa, "ListenerPosition", measurements, default), views = SofaPositions.Rows(sofa, "ListenerView", measurements, new(1, 0, 0));
        double front = Azimuth(views[0]);
        return [.. places.Zip(views, (place, view) =>
        {
            Position offset = (place - places[0]).Turned(-front);
            return new HeadPose(offset.Y, offset.Z, offset.X, Math.IEEERemainder((Azimuth(view) - front) * 180 / Math.PI, 360));
        })];
    }

    static double Azimuth(Position view) => Math.Atan2(view.Y, view.X);

    /// <summary>The bytes of the file of a recovered plant.</summary>
    /// <param name="plant">The plant.</param>
    /// <param name="made">When it was made.</param>
    /// <param name="withRoom">The responses with the room in them, instead of the direct sound.</param>
    public static ReadOnlySpan<byte> Of(RecoveredPlant plant, DateTime made, bool withRoom = false)
    {
        double[][][] responses = withRoom ? Array.ConvertAll(plant.Responses, drivers => Array.ConvertAll(drivers, response => response.Samples)) : Direct(plant);
        int poses = plant.Poses.Count, drivers = plant.Session.Sources.Count, taps = responses[0][0].Length;
        Hdf5Writer file = new([.. Texts(plant, made, withRoom)], [('I', 1), ('C', 3), ('R', 2), ('E', drivers), ('M', poses), ('N', taps)]);
        void Place(string name, string dimensions, IEnumerable<double> values) => file.Add(name, dimensions, [.. values], SofaTexts.Cartesian);
        Place("ListenerPosition", "MC", plant.Poses.SelectMany(pose => (double[])[pose.Forward, pose.Left, pose.Up]));
        Place("ListenerView", "MC", plant.Poses.SelectMany(pose => (double[])[Math.Cos(pose.YawDegrees * Math.PI / 180), Math.Sin(pose.YawDegrees * Math.PI / 180), 0]));
        Place("ListenerUp", "MC", plant.Poses.SelectMany(_ => (double[])[0, 0, 1]));
        double ear = new SphericalHead().RadiusMetres;
        Place("ReceiverPosition", "RCI", [0, ear, 0, 0, -ear, 0]);
        Place("SourcePosition", "MC", plant.Poses.SelectMany(_ => (double[])[plant.Session.DistanceMetres, 0, 0]));
        Place("SourceView", "MC", plant.Poses.SelectMany(_ => (double[])[-1, 0, 0]));
        Place("SourceUp", "MC", plant.Poses.SelectMany(_ => (double[])[0, 0, 1]));
        Place("EmitterPosition", "ECI", plant.Session.Device.Drivers.SelectMany(driver => (double[])[driver.Front, 0 - driver.Left, driver.Up]));
        double[] values = new double[2 * poses * taps * drivers];
        for (int point = 0; point < 2 * poses; point++)
            for (int driver = 0; driver < drivers; driver++)
                for (int n = 0; n < taps; n++) values[(point * taps + n) * drivers + driver] = responses[point][driver][n];
        file.Add("Data.IR", "MRNE", values);
        file.Add("Data.SamplingRate", "I", [plant.Session.SampleRate], ("Units", "hertz"));
        file.Add("Data.Delay", "MRE", new double[2 * poses * drivers]);
        return file.Finish();
    }

    /// <summary>Points x drivers x samples, half a transform long.</summary>
    static double[][][] Direct(RecoveredPlant plant) => Array.ConvertAll(plant.Direct.Responses, drivers => Array.ConvertAll(drivers, response =>
    {
        double[] whole = Spectra.Impulse(bin => response[bin], plant.Direct.Grid)[..(plant.Direct.Grid.FftLength / 2)];
        int fade = (int)(FadeShare * whole.Length);
        for (int n = 0; n < fade; n++) whole[whole.Length - 1 - n] *= (double)n / fade;
        return whole;
    }));

    static IEnumerable<(string, string)> Texts(RecoveredPlant plant, DateTime made, bool withRoom)
    {
        Device device = plant.Session.Device;
        string drivers = string.Join(", ", plant.Session.Sources.Select(source => source.Name));
        return
        [
            .. SofaTexts.Of(Convention, "FIR-E", $"{device.Name} at the ears of its listener", "measured by exponential sine sweeps",
                FormattableString.Invariant($"The drivers to the ears, in this order: {drivers}; {device.Name} at {plant.Session.DistanceMetres:0.###} m. ")
                + (withRoom ? "With the room." : FormattableString.Invariant($"Direct sound alone: a window of {1000 * plant.Direct.Window.Seconds:0.0} ms; below {plant.Direct.Window.LowestHz:0} Hz continued by a rigid sphere.")), "listener", made),
            ("RoomType", withRoom ? "reverberant" : FreeField), ("RoomDescription", withRoom ? "as measured" : "taken out by a window"), ("ListenerDescription", "looking at the device"),
            ("ReceiverDescription", "left ear, right ear"), ("SourceShortName", device.Name), ("SourceDescription", device.Description), ("EmitterDescription", drivers),
        ];
    }
}
