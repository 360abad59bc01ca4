using Proscenium.Cli.Pictures;
using Proscenium.Measuring;

namespace Proscenium.Cli.Page.Measurement;

/// <summary>The first milliseconds of the responses at the place where a reflection comes first, with the window of the direct sound.</summary>
sealed class WindowPictures
{
    const double StepMilliseconds = 0.1;

    readonly Measured _measured;

    /// <summary>Finds the way on which a reflection comes first.</summary>
    public WindowPictures(Measured measured)
    {
        _measured = measured;
        (int Point, int Driver, double? Seconds)[] ways = [.. measured.Plant.Direct.Reflections.SelectMany((drivers, point) => drivers.Select((seconds, driver) => (point, driver, seconds)))];
        (Point, Driver, Seconds) = ways.MinBy(way => way.Seconds ?? double.MaxValue);
    }

    /// <summary>The ear at which it comes first.</summary>
    public int Point { get; }

    /// <summary>The driver from which.</summary>
    public int Driver { get; }

    /// <summary>When, after the direct sound; null for none.</summary>
    public double? Seconds { get; }

    /// <summary>All drivers at an ear.</summary>
    /// <param name="alt">What is to be seen, in words.</param>
    /// <param name="ear">0 is the left ear.</param>
    public Picture Of(string alt, int ear) => EnvelopePicture.Of(alt, 1000 * _measured.Plant.Direct.Window.Seconds, 1000 * Seconds, FirstReflection.StrongDb,
        [.. _measured.Plant.Responses[Point / 2 * 2 + ear].Select((response, driver) => Curve(new(_measured.Name(driver), PlotStyle.Drivers[driver % PlotStyle.Drivers.Count]), response))]);

    static (Key, double[], double[]) Curve(Key key, RecoveredResponse response)
    {
        double arrival = DirectPlant.Arrival(response.Samples), perMillisecond = response.SampleRate / 1000.0;
        double[] envelope = FirstReflection.Envelope(response.Samples, response.SampleRate);
        (double from, double to) = EnvelopePicture.Milliseconds;
        double[] times = [.. Enumerable.Range(0, (int)Math.Round((to - from) / StepMilliseconds) + 1).Select(step => from + StepMilliseconds * step)];
        double Highest(double middle, double half)
        {
            double highest = 1e-30;
            for (int n = Math.Max(0, (int)Math.Floor(arrival + (middle - half) * perMillisecond)); n < Math.Min(envelope.Length, arrival + (middle + half) * perMillisecond); n++) highest = Math.Max(highest, envelope[n]);
            return highest;
        }
        double direct = Highest(0.45, 0.45);
        return (key, times, Array.ConvertAll(times, time => 20 * Math.Log10(Highest(time, StepMilliseconds / 2) / direct)));
    }
}
