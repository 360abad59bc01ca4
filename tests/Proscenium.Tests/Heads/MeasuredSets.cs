using System.Globalization;
using System.Numerics;
using System.Text;
using Proscenium.Engine.Dsp;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using PureHDF;

namespace Proscenium.Tests.Heads;

/// <summary>Files as a measurement would leave them, of drivers whose sound is known exactly.</summary>
static class MeasuredSets
{
    /// <summary>Thirteen angles to one side.</summary>
    public static double[] Thirteen { get; } = [.. Enumerable.Range(0, 13).Select(i => 7.5 * i)];

    /// <summary>48 an octave from 20 Hz on.</summary>
    public static double[] Hertz { get; } = [.. Enumerable.Range(0, 490).Select(i => 20 * Math.Pow(2, i / 48.0))];

    /// <summary>Two caps in a sphere of 9 cm that look 45 degrees to either side.</summary>
    public static Device Caps { get; } = new("caps", "", 0.09, [Cap("left", 1), Cap("right", -1)], 2);

    static readonly CapOnSphere _cap = new(0.09, Math.Asin(Caps.Drivers[0].DiameterMetres / 2 / 0.09));

    /// <summary>A cap's pressure at a microphone some metres from the driver's place, moved about it to one side.</summary>
    public static Complex CapPressure(double degrees, double metres, double frequency)
    {
        Position microphone = new Position(0.09, 0, 0) + metres * Position.Direction(degrees * Math.PI / 180);
        return _cap.Pressure(microphone.Length, Math.Atan2(microphone.Y, microphone.X), frequency);
    }

    /// <summary>The same some metres from the sphere's centre, at an angle off the cap's axis there.</summary>
    public static Complex CapPressureAround(double degrees, double metres, double frequency) => _cap.Pressure(metres, degrees * Math.PI / 180, frequency);

    /// <summary>Writes a response as REW does, phase wrapped.</summary>
    public static string WriteText(string path, Func<double, Complex> pressure, IEnumerable<double>? hertz = null)
    {
        StringBuilder text = new("* Measurement data\n* Freq(Hz) SPL(dB) Phase(degrees)\n");
        foreach (double f in hertz ?? Hertz)
        {
            Complex value = pressure(f);
            text.AppendLine(CultureInfo.InvariantCulture, $"{f:R} {20 * Math.Log10(value.Magnitude):0.000000} {value.Phase * 180 / Math.PI:0.00000}");
        }
        File.WriteAllText(path, text.ToString());
        return path;
    }

    /// <summary>Writes the impulse response of a spectrum, which fades out from 0.4 to half the sample rate as a converter's does.</summary>
    public static string WriteImpulse(string path, Func<double, Complex> pressure, int sampleRate, int length = 4096)
    {
        Fft<double> fft = new(length);
        double[] re = new double[fft.BinCount], im = new double[fft.BinCount], time = new double[length];
        for (int bin = 0; bin < re.Length; bin++)
        {
            double fade = Math.Clamp(10 * ((double)bin / length - 0.4), 0, 1);
            Complex value = (0.5 + 0.5 * Math.Cos(Math.PI * fade)) * pressure(Math.Max(1e-3, (double)bin * sampleRate / length));
            (re[bin], im[bin]) = (value.Real, bin == 0 || bin == length / 2 ? 0 : value.Imaginary);
        }
        fft.Inverse(re, im, time);
        Sounds.Write(path, sampleRate, Array.ConvertAll(time, sample => (float)sample));
        return path;
    }

    /// <summary>Writes a directivity as AES69-2022 has it; receivers in spherical coordinates as the source sees them.</summary>
    public static string WriteSofa(string path, IReadOnlyList<(double Azimuth, double Elevation, double Metres)> receivers, double[] hertz, Func<int, double, Complex> pressure)
    {
        double[,,] re = new double[1, receivers.Count, hertz.Length], im = new double[1, receivers.Count, hertz.Length];
        double[,] places = new double[receivers.Count, 3];
        for (int r = 0; r < receivers.Count; r++)
        {
            (places[r, 0], places[r, 1], places[r, 2]) = receivers[r];
            for (int n = 0; n < hertz.Length; n++) (re[0, r, n], im[0, r, n]) = (pressure(r, hertz[n]).Real, pressure(r, hertz[n]).Imaginary);
        }
        H5File file = new()
        {
            ["Data.Real"] = new H5Dataset(re),
            ["Data.Imag"] = new H5Dataset(im),
            ["N"] = new H5Dataset(hertz) { Attributes = { ["LongName"] = "frequency", ["Units"] = "hertz" } },
            ["ReceiverPosition"] = new H5Dataset(places) { Attributes = { ["Type"] = "spherical", ["Units"] = "degree, degree, metre" } },
            ["SourceView"] = new H5Dataset(new double[,] { { 1, 0, 0 } }) { Attributes = { ["Type"] = "cartesian", ["Units"] = "metre" } },
            ["SourceUp"] = new H5Dataset(new double[,] { { 0, 0, 1 } }) { Attributes = { ["Type"] = "cartesian", ["Units"] = "metre" } },
            Attributes = { ["Conventions"] = "SOFA", ["SOFAConventions"] = "FreeFieldDirectivityTF", ["SOFAConventionsVersion"] = "1.1", ["DataType"] = "TF" },
        };
        file.Write(path);
        return path;
    }

    /// <summary>The caps with a measured response each, and no sphere around.</summary>
    public static Device Measured(MeasuredDirectivity response) => Caps with { Drivers = [.. Caps.Drivers.Select(driver => driver with { Response = response })] };

    static Driver Cap(string name, int side) => new(name, DriverKind.Fullrange, side * 0.09 * Math.Sqrt(0.5), 0, 0.09 * Math.Sqrt(0.5), side * 45, 0, 0.03, 150, 16000);
}
