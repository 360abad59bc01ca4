using Proscenium.Mathematics;
using Proscenium.Tests.Heads;
using PureHDF;
using PureHDF.Filters;

namespace Proscenium.Tests.Files;

/// <summary>A SimpleFreeFieldHRIR file as the standard describes it, whose parts tests may change before it is written.</summary>
sealed class SofaDraft
{
    readonly H5File _file = [];

    /// <summary>The sampled sphere as a file: cartesian head frame, spherical sources, float32 in compressed pieces.</summary>
    public SofaDraft(SampledSphere head)
    {
        int measurements = head.Sources.Length;
        float[,,] responses = new float[measurements, 2, head.Taps];
        for (int m = 0; m < measurements; m++)
            for (int ear = 0; ear < 2; ear++)
                for (int n = 0; n < head.Taps; n++) responses[m, ear, n] = head.Responses[ear][m, n];
        foreach ((string name, string text) in (ReadOnlySpan<(string, string)>)[("Conventions", "SOFA"), ("Version", "2.1"), ("SOFAConventions", "SimpleFreeFieldHRIR"), ("SOFAConventionsVersion", "1.0"), ("DataType", "FIR"), ("RoomType", "free field"), ("Title", "a sampled sphere")])
            Text(name, text);
        Put("Data.IR", new H5Dataset(responses, chunks: [(uint)Math.Min(measurements, 37), 1, (uint)head.Taps], datasetCreation: new(Filters: [ShuffleFilter.Id, DeflateFilter.Id])));
        Put("Data.SamplingRate", new double[] { head.SampleRate }, units: "hertz");
        Put("Data.Delay", new double[1, 2]);
        Put("SourcePosition", Spherical(head.Sources, 180 / Math.PI), "spherical", "degree, degree, metre");
        Put("ListenerPosition", Row(0, 0, 0), "cartesian", "metre");
        Put("ListenerView", Row(1, 0, 0), "cartesian", "metre");
        Put("ListenerUp", Row(0, 0, 1));
        Put("ReceiverPosition", new double[,,] { { { 0 }, { 0.09 }, { 0 } }, { { 0 }, { -0.09 }, { 0 } } }, "cartesian", "metre");
        Put("EmitterPosition", new double[,,] { { { 0 }, { 0 }, { 0 } } }, "cartesian", "metre");
    }

    /// <summary>Azimuth, elevation, radius; angles in turns of 2 pi times <paramref name="scale"/>.</summary>
    public static double[,] Spherical(Position[] places, double scale)
    {
        double[,] rows = new double[places.Length, 3];
        for (int i = 0; i < places.Length; i++)
        {
            Position p = places[i];
            double azimuth = Math.Atan2(p.Y, p.X);
            (rows[i, 0], rows[i, 1], rows[i, 2]) = (scale * (azimuth < 0 ? azimuth + 2 * Math.PI : azimuth), scale * Math.Asin(p.Z / p.Length), p.Length);
        }
        return rows;
    }

    public static double[,] Cartesian(Position[] places)
    {
        double[,] rows = new double[places.Length, 3];
        for (int i = 0; i < places.Length; i++) (rows[i, 0], rows[i, 1], rows[i, 2]) = (places[i].X, places[i].Y, places[i].Z);
        return rows;
    }

    public static double[,] Row(double x, double y, double z) => new[,] { { x, y, z } };

    public SofaDraft Text(string name, object text)
    {
        _file.Attributes[name] = text;
        return this;
    }

    public SofaDraft Put(string name, object numbers, string? type = null, string? units = null)
    {
        H5Dataset dataset = numbers as H5Dataset ?? new(numbers);
        if (type is not null) dataset.Attributes["Type"] = type;
        if (units is not null) dataset.Attributes["Units"] = units;
        _file[name] = dataset;
        return this;
    }

    public SofaDraft Without(string name)
    {
        if (!_file.Remove(name)) _file.Attributes.Remove(name);
        return this;
    }

    public string Write(string path)
    {
        _file.Write(path);
        return path;
    }
}
