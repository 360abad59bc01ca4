using Proscenium.Files.Sound;

namespace Proscenium.Integrations.Export.Formats;

/// <summary>
/// ffmpeg's filter graph of a matrix: a mono <c>afir</c> for each path, summed for each driver, the drivers joined. Inputs come in at <c>in1</c> and so on,
/// the filters from the sound files after the first, one for each input; <c>out</c> is longer than sound and filters together, silent at its end.
/// </summary>
/// <remarks>
/// One <c>afir</c> over several channels, <c>amix</c>, <c>amerge</c>, and a <c>pan</c> of several channels whose factors are all 1 mix channels again by what they take
/// for their loudspeakers: hence the mono paths, and the half that undoes the twofold of the sums.
/// </remarks>
static class FfmpegGraph
{
    /// <summary>afir drops a last block that is not full: one more of zeros goes behind the sound.</summary>
    const int Block = 8192;

    /// <summary>ffmpeg's channel positions in its own order; here they only number the channels.</summary>
    static readonly IReadOnlyList<string> _positions = FileChannels.PlaceNames;

    /// <summary>Those among them that ffmpeg takes in pairs only.</summary>
    static readonly string[] _paired = ["FL", "FR", "BL", "BR", "FLC", "FRC", "SL", "SR"];

    /// <summary>As many drivers as can be joined.</summary>
    public static int MaxDrivers => _positions.Count;

    /// <summary>The graph.</summary>
    /// <param name="multiRatePlan">Whose inputs and drivers.</param>
    /// <param name="afir">The filter <c>afir</c> with the options that keep it from changing levels.</param>
    /// <param name="taps">Of the longest filters.</param>
    public static string Of(MultiRatePlan multiRatePlan, string afir, int taps)
    {
        int inputs = multiRatePlan.Inputs.Count, drivers = multiRatePlan.Drivers.Count;
        return string.Join(";\n",
        [
            .. Enumerable.Range(1, inputs).Select(input => $"[in{input}]apad=pad_len={taps + Block},asplit={drivers}{Labels(drivers, driver => $"in{input}to{driver}")}"),
            .. Enumerable.Range(1, inputs).Select(input => $"[{input}:a:0]asplit={drivers}{Labels(drivers, driver => $"taps{input}to{driver}")}"),
            .. multiRatePlan.Paths.SelectMany(path => Path(path.Input + 1, path.Driver + 1)),
            .. Enumerable.Range(1, drivers).Select(driver => $"{Labels(inputs, input => $"out{input}to{driver}")}{Join(inputs)},pan=mono|c0={string.Join('+', Enumerable.Range(0, inputs).Select(input => $"2*c{input}"))}[driver{driver}]"),
            $"{Labels(drivers, driver => $"driver{driver}")}{Join(drivers)},pan={drivers}C|{string.Join('|', Enumerable.Range(0, drivers).Select(driver => $"c{driver}=0.5*c{driver}"))}[out]",
        ]) + "\n";

        string[] Path(int input, int driver) =>
        [
            $"[taps{input}to{driver}]pan=mono|c0=c{driver - 1}[fir{input}to{driver}]",
            $"[in{input}to{driver}][fir{input}to{driver}]{afir}[out{input}to{driver}]",
        ];
    }

    static string Labels(int count, Func<int, string> name) => string.Concat(Enumerable.Range(1, count).Select(n => $"[{name(n)}]"));

    static string Join(int channels)
    {
        IReadOnlyList<string> positions = Positions(channels);
        return $"join=inputs={channels}:channel_layout={string.Join('+', positions)}:map={string.Join('|', positions.Select((position, n) => $"{n}.0-{position}"))}";
    }

    /// <summary>Positions for a number of channels, in ffmpeg's order, with as few pairs among them as possible.</summary>
    static IReadOnlyList<string> Positions(int channels)
    {
        int pairs = Math.Max(0, (channels - (_positions.Count - _paired.Length) + 1) / 2), alone = channels - 2 * pairs;
        string[] chosen = [.. _paired.Take(2 * pairs), .. _positions.Except(_paired).Take(alone)];
        return [.. _positions.Intersect(chosen)];
    }
}
