using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Plan;
using PureHDF;
using PureHDF.VOL.Native;

namespace Proscenium.Storage;

/// <summary>
/// Directivities in SOFA files (AES69-2022), convention FreeFieldDirectivityTF: <c>Data.Real</c> and <c>Data.Imag</c>, one measurement x
/// receivers x frequencies, frequencies in <c>N</c>, receivers around the source in <c>ReceiverPosition</c>.
/// </summary>
/// <remarks>There, y points to the source's own left; seen by a listener in front of it that is the right.</remarks>
public static class DirectivitySofaFile
{
    const string Convention = "FreeFieldDirectivityTF";

    /// <summary>Reads the responses and how far away each was measured, in metres.</summary>
    /// <exception cref="FileFormatException">The file is missing, damaged, or no FreeFieldDirectivityTF of one measurement.</exception>
    public static IReadOnlyList<(MeasuredDirection Direction, double DistanceMetres)> Read(string path)
    {
        if (!File.Exists(path)) throw new FileFormatException($"{path}: there is no such file: name a SOFA file of a loudspeaker.");
        try
        {
            using NativeFile file = H5File.OpenRead(path);
            return Read(file, path);
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<FileFormatException>().FirstOrDefault() is { } fault)
        {
            throw fault;
        }
        catch (Exception e) when (e is not FileFormatException and not OutOfMemoryException)
        {
            throw new FileFormatException($"{path}: cannot be read as SOFA, it is damaged or no HDF5 file: export it again.", e);
        }
    }

    static (MeasuredDirection, double)[] Read(NativeFile file, string path)
    {
        IH5Dataset real = Dataset(file, "Data.Real", path), imaginary = Dataset(file, "Data.Imag", path);
        ulong[] shape = real.Space.Dimensions;
        if (shape.Length != 3 || shape[0] != 1 || !imaginary.Space.Dimensions.SequenceEqual(shape) || shape[1] is < 1 or > 100000 || shape[2] > 1 << 20)
            throw new FileFormatException($"{path}: its data are {string.Join(" x ", shape)}, not 1 measurement x receivers x frequencies: save one measurement of the loudspeaker by itself.");
        (int receivers, int frequencies) = ((int)shape[1], (int)shape[2]);
        double[] hertz = Dataset(file, "N", path).Read<double[]>(), re = real.Read<double[]>(), im = imaginary.Read<double[]>();
        if (hertz.Length != frequencies) throw new FileFormatException($"{path}: has {hertz.Length} frequencies for {frequencies} values: the file is damaged.");
        Position[] places = Places(Dataset(file, "ReceiverPosition", path), receivers, path);
        (Position front, Position up) = Orientation(file, path);
        return [.. places.AsParallel().AsOrdered().Select((place, receiver) =>
        {
            Position left = new(up.Y * front.Z - up.Z * front.Y, up.Z * front.X - up.X * front.Z, up.X * front.Y - up.Y * front.X);
            Position seen = new(place.Dot(front), -place.Dot(left), place.Dot(up));
            return (new MeasuredDirection(seen, Response(hertz, re.AsSpan(receiver * frequencies, frequencies), im.AsSpan(receiver * frequencies, frequencies), receiver, path)), place.Length);
        })];
    }

    static FrequencyResponse Response(double[] hertz, ReadOnlySpan<double> re, ReadOnlySpan<double> im, int receiver, string path)
    {
        // many files hold a zero at 0 Hz, which is no level
        int first = hertz[0] == 0 && re[0] == 0 && im[0] == 0 ? 1 : 0;
        double[] decibels = new double[re.Length - first], degrees = new double[decibels.Length];
        for (int n = 0; n < decibels.Length; n++)
        {
            Complex value = new(re[n + first], im[n + first]);
            (decibels[n], degrees[n]) = (20 * Math.Log10(value.Magnitude), value.Phase * 180 / Math.PI);
        }
        try
        {
            return FrequencyResponse.Tabulated(hertz[first..], decibels, degrees);
        }
        catch (ArgumentException e)
        {
            throw new FileFormatException($"{path}: the response of receiver {receiver + 1} cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Where the source looks and where its top is, in the coordinates of the receivers.</summary>
    static (Position Front, Position Up) Orientation(NativeFile file, string path)
    {
        Position front = file.LinkExists("SourceView") ? Places(file.Dataset("SourceView"), 1, path)[0] : new(1, 0, 0);
        Position up = file.LinkExists("SourceUp") ? Places(file.Dataset("SourceUp"), 1, path)[0] : new(0, 0, 1);
        if (Math.Abs(front.Dot(up)) > 1e-3 * front.Length * up.Length) throw new FileFormatException($"{path}: SourceView and SourceUp are not at right angles: the file is damaged.");
        return ((1 / front.Length) * front, (1 / up.Length) * up);
    }

    static Position[] Places(IH5Dataset positions, int count, string path)
    {
        double[] values = positions.Read<double[]>();
        if (values.Length != 3 * count) throw new FileFormatException($"{path}: has {values.Length / 3} positions where {count} are needed: the file is damaged.");
        bool spherical = positions.AttributeExists("Type") && positions.Attribute("Type").Read<string>().Trim('\0', ' ').Equals("spherical", StringComparison.OrdinalIgnoreCase);
        var places = new Position[count];
        for (int i = 0; i < count; i++)
        {
            (double a, double b, double c) = (values[3 * i], values[3 * i + 1], values[3 * i + 2]);
            places[i] = spherical ? c * Position.Direction(a * Math.PI / 180, b * Math.PI / 180) : new(a, b, c);
            if (!(places[i].Length is > 1e-3 and < 1e3)) throw new FileFormatException($"{path}: position {i + 1} is at the source itself or at no place at all: the file is damaged.");
        }
        return places;
    }

    static IH5Dataset Dataset(NativeFile file, string name, string path) =>
        file.LinkExists(name) ? file.Dataset(name) : throw new FileFormatException($"{path}: has no {name}: a loudspeaker's directivity is saved as {Convention}.");
}
