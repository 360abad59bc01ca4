using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Plan;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Measuring;
using static System.FormattableString;

namespace Proscenium.Files.Measurements;

/// <summary>
/// Directivities in SOFA files (AES69-2022), convention FreeFieldDirectivityTF: <c>Data.Real</c> and <c>Data.Imag</c>, one measurement x
/// receivers x frequencies, frequencies in <c>N</c>, receivers around the source in <c>ReceiverPosition</c>.
/// </summary>
/// <remarks>There, y points to the source's own left; seen by a listener in front of it that is the right.</remarks>
static class DirectivitySofaFile
{
    const string Convention = "FreeFieldDirectivityTF";

    /// <summary>Reads the responses and how far away each was measured, in metres.</summary>
    /// <exception cref="FileFormatException">The file is missing, damaged, or no FreeFieldDirectivityTF of one measurement.</exception>
    public static IReadOnlyList<(MeasuredDirection Direction, double DistanceMetres)> Read(string path)
    {
        if (!File.Exists(path)) throw new FileFormatException(new Fault(ErrorCodes.FileMissing, $"{path}: there is no such file: name a SOFA file of a loudspeaker"));
        return SofaContainer.Read(path, "loudspeaker", Read);
    }

    static (MeasuredDirection, double)[] Read(SofaContainer sofa)
    {
        if (!sofa.Has("Data.Real")) throw sofa.Fault($"has no Data.Real: a loudspeaker's directivity is saved as {Convention}");
        int[] shape = sofa.Shape("Data.Real");
        if (shape.Length != 3 || shape[0] != 1 || !sofa.Shape("Data.Imag").SequenceEqual(shape) || shape[1] is < 1 or > 100000 || shape[2] > 1 << 20)
            throw sofa.Fault($"its data are {string.Join(" x ", shape)}, not 1 measurement x receivers x frequencies: save one measurement of the loudspeaker by itself");
        (int receivers, int frequencies) = (shape[1], shape[2]);
        double[] hertz = sofa.Hertz("N"), re = sofa.Samples("Data.Real"), im = sofa.Samples("Data.Imag");
        if (hertz.Length != frequencies) throw sofa.Fault($"has {hertz.Length} frequencies for {frequencies} values: the file is damaged, fetch it again");
        int beyond = Array.FindIndex(hertz, frequency => frequency != 0 && !SaneRange.IsFrequency(frequency));
        if (beyond >= 0) throw sofa.Fault(Invariant($"its frequency {beyond + 1}, {hertz[beyond]:G6} Hz, is none of a sound, which is 0 or {SaneRange.Frequencies}: the file is damaged, fetch it again"));
        Position[] places = Places(sofa, "ReceiverPosition", receivers);
        (Position front, Position up) = Orientation(sofa);
        Position left = new(up.Y * front.Z - up.Z * front.Y, up.Z * front.X - up.X * front.Z, up.X * front.Y - up.Y * front.X);
        return [.. places.AsParallel().AsOrdered().Select((place, receiver) =>
        {
            Position seen = new(place.Dot(front), -place.Dot(left), place.Dot(up));
            return (new MeasuredDirection(seen, Response(sofa, hertz, re.AsSpan(receiver * frequencies, frequencies), im.AsSpan(receiver * frequencies, frequencies), receiver)), place.Length);
        })];
    }

    static FrequencyResponse Response(SofaContainer sofa, double[] hertz, ReadOnlySpan<double> re, ReadOnlySpan<double> im, int receiver)
    {
        // many files hold a zero at 0 Hz, which is no level
        int first = hertz[0] == 0 && re[0] == 0 && im[0] == 0 ? 1 : 0;
        double[] decibels = new double[re.Length - first], degrees = new double[decibels.Length];
        for (int n = 0; n < decibels.Length; n++)
        {
            Complex value = new(re[n + first], im[n + first]);
            if (!SaneRange.IsSample(value.Magnitude)) throw sofa.Fault($"the response of receiver {receiver + 1} is beyond {SaneRange.Levels}: the file is damaged, fetch it again");
            (decibels[n], degrees[n]) = (20 * Math.Log10(value.Magnitude), value.Phase * 180 / Math.PI);
        }
        try
        {
            return FrequencyResponse.Tabulated(hertz[first..], decibels, degrees);
        }
        catch (ArgumentException e)
        {
            throw sofa.Fault($"the response of receiver {receiver + 1} cannot be used: {e.Message.TrimEnd('.')}", e);
        }
    }

    /// <summary>Where the source looks and where its top is, in the coordinates of the receivers.</summary>
    static (Position Front, Position Up) Orientation(SofaContainer sofa)
    {
        Position front = sofa.Has("SourceView") ? Places(sofa, "SourceView", 1)[0] : new(1, 0, 0);
        Position up = sofa.Has("SourceUp") ? Places(sofa, "SourceUp", 1, "SourceView")[0] : new(0, 0, 1);
        if (Math.Abs(front.Dot(up)) > 1e-3 * front.Length * up.Length) throw sofa.Fault("SourceView and SourceUp are not at right angles: the file is damaged, fetch it again");
        return ((1 / front.Length) * front, (1 / up.Length) * up);
    }

    static Position[] Places(SofaContainer sofa, string array, int count, string? likeArray = null)
    {
        Position[] places = SofaPositions.Read(sofa, array, likeArray);
        if (places.Length != count) throw sofa.Fault($"has {places.Length} positions where {count} are needed: the file is damaged, fetch it again");
        int nowhere = Array.FindIndex(places, place => !(place.Length is > 1e-3 and < 1e3));
        return nowhere < 0 ? places : throw sofa.Fault($"position {nowhere + 1} of its {array} is at the source itself or at no place at all: the file is damaged, fetch it again");
    }

    /// <summary>The bytes of the file of a driver.</summary>
    /// <param name="recovered">The responses of the device's drivers, pressures at the microphone with the sound's way to it.</param>
    /// <param name="driver">Which driver.</param>
    /// <param name="made">When it was made.</param>
    public static ReadOnlySpan<byte> Of(RecoveredDirectivity recovered, int driver, DateTime made)
    {
        int[] bins = [.. recovered.Bins];
        (int receivers, string name) = (recovered.Directions.Count, recovered.Session.Device.Drivers[driver].Name);
        (string, string)[] texts =
        [
            .. SofaTexts.Of(Convention, "TF", $"{recovered.Session.Device.Name}: {name}", "measured by exponential sine sweeps",
                Invariant($"The driver '{name}' of {recovered.Session.Device.Name}, which turned about its centre: pressure at the microphone, with the sound's way from the driver. Direct sound alone: a window of {1000 * recovered.Direct.Window.Seconds:0.0} ms; below {recovered.Direct.Window.LowestHz:0} Hz continued by the model of the device."), "none", made),
            ("RoomType", "free field"), ("SourceShortName", recovered.Session.Device.Name), ("SourceDescription", recovered.Session.Device.Description), ("EmitterDescription", name),
        ];
        Hdf5Writer file = new(texts, [('I', 1), ('C', 3), ('R', receivers), ('E', 1), ('M', 1), ('N', bins.Length)], ('N', Array.ConvertAll(bins, recovered.Direct.Grid.Frequency), [("LongName", "frequency"), ("Units", "hertz")]));
        void Place(string array, string dimensions, params double[] values) => file.Add(array, dimensions, values, SofaTexts.Cartesian);
        Place("ListenerPosition", "IC", 0, 0, 0);
        Place("ListenerView", "IC", 1, 0, 0);
        Place("ListenerUp", "IC", 0, 0, 1);
        Place("ReceiverPosition", "RCI", [.. recovered.Directions.Select(direction => recovered.DistanceMetres * direction.Unit).SelectMany(place => (double[])[place.X, 0 - place.Y, place.Z])]);
        Place("SourcePosition", "IC", 0, 0, 0);
        Place("SourceView", "IC", 1, 0, 0);
        Place("SourceUp", "IC", 0, 0, 1);
        Place("EmitterPosition", "ECI", 0, 0, 0);
        Complex[][] pressures = [.. Enumerable.Range(0, receivers).Select(direction => recovered.Pressures(direction, driver))];
        file.Add("Data.Real", "MRN", [.. pressures.SelectMany(response => bins.Select(bin => response[bin].Real))]);
        file.Add("Data.Imag", "MRN", [.. pressures.SelectMany(response => bins.Select(bin => response[bin].Imaginary))]);
        return file.Finish();
    }
}
