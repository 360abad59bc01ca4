using Proscenium.Analysis;
using Proscenium.Measuring;

namespace Proscenium.Cli.Page.Measurement;

/// <summary>How to read the pictures of a measurement, and what they show, in plain sentences made from the figures.</summary>
static class MeasurementSentences
{
    const double NeededHighHz = 10000, EnoughDb = 20;

    /// <summary>The verdict.</summary>
    public static string Lead(Measured measured) => measured.Faults.Count switch
    {
        0 => "Nothing was found wrong with this measurement.",
        1 => "One thing was found wrong with this measurement:",
        var count => $"{count} things were found wrong with this measurement:",
    };

    /// <summary>How to read levels and noise.</summary>
    public static string Levels(Measured measured) => $"Dark: the direct sound, which a plan is designed from. Pale: the whole response, with the room. Dashed: the noise that is in the direct sound. Means over a twelfth of an octave; 0 dB is the mean of the loudest. {Low(measured)} "
        + $"The direct sound should lie {EnoughDb:0} dB above the noise from the driver's lowest frequency to {NeededHighHz / 1000:0} kHz. Wrong would be a dashed line that comes close to it (too quiet, or something hums), or a driver that is much softer than its fellow (a wire, a volume, something in front of it). Dips at one ear alone are the head's own.";

    /// <summary>What the levels of one driver show.</summary>
    public static string Level(Measured measured, LevelPictures pictures, int driver)
    {
        string name = $"Driver {measured.Name(driver)}", distortion = $"distortion is {100 * measured.Drivers[driver].Distortion:0.0} %";
        return pictures.LeastMargin(driver, NeededHighHz) is { } least ? $"{name}: the direct sound is least above the noise at {Hertz(least.Hertz)}, by {least.Decibels:0} dB{(least.Decibels < EnoughDb ? ", which is too little" : "")}; {distortion}." : $"{name}: {distortion}.";
    }

    /// <summary>What the columns of times and levels are.</summary>
    public static string Times(Measured measured)
    {
        int[] apart = [.. Enumerable.Range(0, measured.Plant.Poses.Count).Where(pose => !measured.Paths.IsTogether(pose))];
        string together = "Arrival after the first sound that was heard; interaural time and level difference, positive where the left ear is earlier and louder, from 300 Hz to 8 kHz, beside those of a rigid sphere. Drivers at the left should have positive ones, at the right negative ones, and about those of the sphere; a level difference that is the same for all drivers is the microphones'.";
        return apart.Length == 0 ? together
            : $"{together} {(apart.Length == measured.Plant.Poses.Count ? "The ears" : $"At some places ({string.Join("; ", apart.Select(pose => measured.Plant.Poses[pose].Words))}) the ears")} were recorded one after the other, so that nothing tells when a sound reached one ear and when the other: arrivals are after the first sound at the same ear, and the interaural time is not known. A plan takes the mean of the drivers' interaural times from the sphere, and from the measurement what drivers differ by at each ear.";
    }

    /// <summary>What the window shows.</summary>
    public static string Window(Measured measured, WindowPictures pictures)
    {
        double window = measured.Plant.Direct.Window.Seconds;
        string reflection = pictures.Seconds is { } seconds
            ? $"The first strong reflection comes {1000 * seconds:0.0} ms after the direct sound of driver {measured.Name(pictures.Driver)}, at the {Measured.Ear(pictures.Point)}{measured.At(pictures.Point / 2)} (black line){(seconds < window - 1e-4 ? ", within the window: its sound is taken for the driver's" : "")}."
            : $"No strong reflection comes within {1000 * DirectWindow.MostSeconds:0} ms.";
        return $"Envelopes above {FirstReflection.LowHz:0} Hz, each relative to its direct sound, which arrives at 0 ms. Shaded: the window, the first {1000 * window:0.0} ms, whose last quarter fades out. {reflection} "
            + $"What rises again above the dashed line, {-FirstReflection.StrongDb:0} dB below the direct sound, counts as strong. Good is one peak at 0 ms and a fall below the dashed line; wrong would be a second peak in the shaded range, or a window under 2 ms: something near reflects (table, screen, wall), so move away or cover it.";
    }

    /// <summary>How to read a spectrogram.</summary>
    public static string Recordings(Measured measured, int shown) => $"Each driver's sweep is one bright line that rises from left to right ({string.Join(", ", measured.Drivers.Select((driver, n) => $"{n + 1} {driver.Source.Name}"))}, and the first once more){(shown < measured.Sounds.Count ? $"; the first {shown} of {measured.Sounds.Count} recordings" : "")}. Fainter lines above and parallel to it are its harmonics, which are distortion; the three short rises at the beginning are bursts to set the level by. "
        + "Wrong would be vertical stripes (clicks, a door, a voice), horizontal lines (hum, a fan, a whistle), a sweep that breaks off or begins late, a second line that is no harmonic (another device that plays along), or a background that becomes darker while a sweep plays (noise suppression)."
        + (measured.Plant.Session.Schedule.Overlapped ? " The sweeps overlap, as asked for." : "");

    /// <summary>How to read the plant.</summary>
    public static string Plant(Measured measured) => "Solid: each driver at the ears as a plan is designed from it, without what all drivers and ears have in common (microphones, ear canals, the tone of the device). Dashed: the same by a rigid sphere and the device's model, whose travel time is taken out of both phases. "
        + $"Below about 1 kHz solid and dashed should nearly agree; above, a head and its ears differ by several dB. Wrong would be a phase that is about 180 degrees off (a reversed driver), or that runs away in a slope (a time that is wrong: a latency, a driver in another place than the device file says), or a level that is off at all frequencies. {Low(measured)}";

    /// <summary>What the plant of one driver shows.</summary>
    public static string Plant(Measured measured, int driver)
    {
        ((double left, double leftDegrees), (double right, double rightDegrees)) = (measured.OffSphere(0, driver), measured.OffSphere(1, driver));
        return $"Driver {measured.Name(driver)} differs from the sphere by {left:0.0} dB and {leftDegrees:0} degrees at the left ear, and by {right:0.0} dB and {rightDegrees:0} degrees at the right ear (rms to 8 kHz).";
    }

    /// <summary>What cancellation can be expected.</summary>
    public static string Cancellation(Measured measured, ExpectedCancellation expected)
    {
        (double untreated, double sphere, double own) = (expected.Untreated.PlacesDb[0], expected.ForSphere.PlacesDb[0], expected.ForListener.PlacesDb[0]);
        string worth = own > sphere + 0.05 ? $"your own ears are worth {own - sphere:0.0} dB" : "this measurement is worth nothing over the model, which is what noise, early reflections or a wrong device file look like";
        return $"At the ears that were measured{(measured.Plant.Poses.Count == 1 ? "" : $" ({measured.Plant.Poses[0].Words})")}, the untreated device separates left from right by {untreated:0.0} dB (mean from 300 Hz to 8 kHz). A canceller for a rigid sphere reaches {sphere:0.0} dB, one from this measurement {own:0.0} dB, with {expected.Target.Description} as the target of both: {worth}."
            + (measured.Paths.IsTogether(0) ? "" : " The mean interaural time was not measured but taken from the sphere: the truth is lower by what that is off.");
    }

    /// <summary>How to read it.</summary>
    public const string CancellationMethod = "The blue bars should be above the green ones in most octaves; where they are not, look at noise and window there. The measurement is taken as true here, so this is the most to expect; what remains when you sit down anew is told by a second measurement: proscenium analyze --plan plan --plant second.sofa.";

    /// <summary>What is not measured at low frequencies.</summary>
    static string Low(Measured measured) => $"Shaded, below {Hertz(measured.Plant.Direct.Window.LowestHz)}, is what the window cannot tell apart: there a rigid sphere goes on.";

    /// <summary>A frequency in words.</summary>
    static string Hertz(double hertz) => hertz < 1000 ? $"{hertz:0} Hz" : $"{hertz / 1000:0.0} kHz";
}
