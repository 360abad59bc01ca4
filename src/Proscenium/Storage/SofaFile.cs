using Proscenium.Acoustics;
using Proscenium.Engine.Plan;
using PureHDF;
using PureHDF.VOL.Native;

namespace Proscenium.Storage;

/// <summary>
/// Measured heads in SOFA files (AES69), convention SimpleFreeFieldHRIR: <c>Data.IR</c> measurements x ears x taps, source positions in
/// spherical (degrees, metres) or cartesian coordinates.
/// </summary>
public static class SofaFile
{
    const ulong ChunkCacheBytes = 64ul << 20;

    static SofaFile() =>
        // the default cache holds less than one chunk of the usual files and would unpack each again and again
        ChunkCache.DefaultReadingChunkCacheFactory = () => new SimpleReadingChunkCache(521, ChunkCacheBytes);

    /// <summary>Reads a head.</summary>
    /// <exception cref="FileFormatException">The file is missing, damaged, or no SimpleFreeFieldHRIR.</exception>
    public static MeasuredHead Open(string path)
    {
        if (!File.Exists(path)) throw new FileFormatException($"there is no head '{path}': name a SOFA file.");
        try
        {
            using NativeFile file = H5File.OpenRead(path);
            return Read(file, path);
        }
        catch (Exception e) when (e is not FileFormatException and not OutOfMemoryException)
        {
            throw new FileFormatException($"{path}: cannot be read as SOFA, it is damaged or no HDF5 file: fetch it again.", e);
        }
    }

    static MeasuredHead Read(NativeFile file, string path)
    {
        IH5Dataset responses = Dataset(file, "Data.IR", path);
        ulong[] shape = responses.Space.Dimensions;
        if (shape.Length != 3 || shape[1] != 2 || shape[0] is < 4 or > 100000 || shape[2] is < 1 or > 8192)
            throw new FileFormatException($"{path}: its impulse responses are {string.Join(" x ", shape)}, not measurements x 2 ears x taps: use a SimpleFreeFieldHRIR file.");
        double rate = Dataset(file, "Data.SamplingRate", path).Read<double[]>()[0];
        if (rate is not (>= 8000 and <= 384000)) throw new FileFormatException($"{path}: a sample rate of {rate} Hz is no measurement's: 8 to 384 kHz.");
        Position[] sources = Sources(Dataset(file, "SourcePosition", path), (int)shape[0], path);
        return new MeasuredHead(sources, Ears(responses.Read<double[]>(), (int)shape[0], (int)shape[2], path), (int)rate);
    }

    static IH5Dataset Dataset(NativeFile file, string name, string path) =>
        file.LinkExists(name) ? file.Dataset(name) : throw new FileFormatException($"{path}: has no {name}: use a SimpleFreeFieldHRIR file.");

    static Position[] Sources(IH5Dataset positions, int count, string path)
    {
        double[] values = positions.Read<double[]>();
        if (values.Length != 3 * count) throw new FileFormatException($"{path}: has {values.Length / 3} source positions for {count} measurements: the file is damaged.");
        bool cartesian = TypeOf(positions) == "cartesian";
        var sources = new Position[count];
        for (int i = 0; i < count; i++)
        {
            (double a, double b, double c) = (values[3 * i], values[3 * i + 1], values[3 * i + 2]);
            sources[i] = cartesian ? new(a, b, c) : c * Position.Direction(a * Math.PI / 180, b * Math.PI / 180);
            if (!(sources[i].Length > 0.1)) throw new FileFormatException($"{path}: source {i + 1} is not outside a head: the file is damaged.");
        }
        return sources;
    }

    static string TypeOf(IH5Dataset positions)
    {
        try
        {
            return positions.AttributeExists("Type") ? positions.Attribute("Type").Read<string>().Trim().ToLowerInvariant() : "spherical";
        }
        catch (Exception e) when (e is not OutOfMemoryException) // empty and oddly encoded attributes throw bare exceptions
        {
            return "spherical";
        }
    }

    static float[][,] Ears(double[] values, int measurements, int taps, string path)
    {
        float[][,] ears = [new float[measurements, taps], new float[measurements, taps]];
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i])) throw new FileFormatException($"{path}: holds samples that are no numbers: the file is damaged.");
            ears[i / taps % 2][i / (2 * taps), i % taps] = (float)values[i];
        }
        return ears;
    }
}
