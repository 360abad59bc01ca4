using Proscenium.Engine.Plan;
using Proscenium.Judging.FreeField;

namespace Proscenium.Analysis;

/// <summary>The figures that plans are compared by, with the names that they have in <c>analyze --json</c>: keys with points between.</summary>
static class FreeFieldFigures
{
    static readonly string[] _separations = ["seat", "fiveCentimetres", "seatTo4500Hz", "fiveCentimetresTo4500Hz", "tenCentimetres", "worstPose", "worstSide", "untreated"];
    static readonly string[] _tones = ["ipsilateralColorationDb", "phantomCentreColorationDb", "centreColorationDb"], _toneFigures = ["deviation", "largest", "mean"];
    static readonly string[] _images = ["levelErrorDb", "largestLevelErrorDb", "timeErrorMicroseconds", "timeErrorFrom200HzMicroseconds"];

    /// <summary>The names of all figures, in their order, for plans of some inputs.</summary>
    public static IEnumerable<string> Names(IReadOnlyList<string> inputs) =>
    [
        .. _separations.Select(name => $"separationDb.{name}"), .. _tones.SelectMany(tone => _toneFigures.Select(figure => $"{tone}.{figure}")),
        .. inputs.Select(input => $"largestEffortDb.{input}"), .. inputs.Select(input => $"highestGainDb.{input}"), .. _images.Select(name => $"image.{name}"),
    ];

    /// <summary>The figures of a plan; null where it has none.</summary>
    /// <param name="heard">The plan.</param>
    /// <param name="inputs">Its inputs.</param>
    public static IReadOnlyDictionary<string, double?> Of(FreeFieldAnalysis heard, IReadOnlyList<string> inputs)
    {
        Dictionary<string, double?> figures = [];
        void Add(string name, double? value) => figures.Add(name, value);
        double[] separations = [heard.SeatSeparationDb, heard.OffAxis5CmSeparationDb, heard.SeatSeparationTo4500HzDb, heard.OffAxis5CmSeparationTo4500HzDb, heard.OffAxis10CmSeparationDb, heard.WorstPoseSeparationDb, heard.WorstSideSeparationDb, heard.UntreatedSeparationDb];
        foreach ((string name, double value) in _separations.Zip(separations)) Add($"separationDb.{name}", value);
        foreach ((string tone, Coloration? coloration) in _tones.Zip([heard.Ipsilateral, heard.PhantomCentre, heard.Centre]))
            foreach ((string name, double? value) in _toneFigures.Zip([coloration?.DeviationDb, coloration?.LargestDb, coloration?.MeanDb])) Add($"{tone}.{name}", value);
        foreach ((string input, (double _, double decibels)) in inputs.Zip(heard.Effort)) Add($"largestEffortDb.{input}", decibels);
        foreach ((string input, (double _, double decibels, int _)) in inputs.Zip(heard.MaxGain)) Add($"highestGainDb.{input}", decibels);
        foreach ((string name, double? value) in _images.Zip([heard.Image?.LevelErrorDb, heard.Image?.LargestLevelErrorDb, heard.Image?.TimeErrorSeconds * 1e6, heard.Image?.TimeErrorFrom200HzSeconds * 1e6])) Add($"image.{name}", value);
        return figures;
    }

    /// <summary>The inputs of plans for stereo.</summary>
    public static IReadOnlyList<string> StereoInputs { get; } = [ChannelNames.Left, ChannelNames.Right, ChannelNames.Centre];
}
