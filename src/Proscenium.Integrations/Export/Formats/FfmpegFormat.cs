using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Sound;

namespace Proscenium.Integrations.Export.Formats;

/// <summary>ffmpeg: a script that renders any sound file, at whichever of the rates it is; the filters; and the filter graph as ffmpeg takes it up to version 6 and from 7 on.</summary>
sealed class FfmpegFormat : IExportFormat
{
    /// <summary>The script.</summary>
    public const string Script = "render.sh";

    /// <summary>afir as it is, up to ffmpeg 6.</summary>
    public const string UntilSix = "afir=gtype=none";

    /// <summary>afir as it is, from ffmpeg 7 on, where <c>gtype</c> does nothing.</summary>
    public const string SinceSeven = "afir=irnorm=-1";

    /// <summary>afir of ffmpeg 5 gets the end of filters wrong that reach less than 8 taps into a block: all are filled with zeros to multiples of that.</summary>
    const int SmallestEnd = 8;

    public string Name => "ffmpeg";

    public string Programs => "ffmpeg";

    public bool ChoosesRate => true;

    public string? GainPosition => $"in the line gain_db of {Script}";

    /// <summary>The script turns the whole file down where a driver would exceed full scale. ffmpeg's own limiter turns samples round (5.1, alimiter without asc).</summary>
    public string? Limiter => "the whole file, where a driver would exceed it";

    /// <summary>The file of the paths from an input, a channel for each driver.</summary>
    public static string TapsName(string rate, string input) => $"filters/{rate}-{input}.wav";

    public Fault? Refusal(MultiRatePlan multiRatePlan)
    {
        if (multiRatePlan.Drivers.Count > FfmpegGraph.MaxDrivers) return new(ErrorCodes.FormatUnfit, $"ffmpeg joins at most {FfmpegGraph.MaxDrivers} drivers and there are {multiRatePlan.Drivers.Count}: use another program");
        if (FfmpegInputs.Of(multiRatePlan.Inputs).Count == 0) return new(ErrorCodes.FormatUnfit, $"no sound file has the channels {string.Join(", ", multiRatePlan.Inputs)}: design for one of the layouts {ChannelLayout.Names}");
        return null;
    }

    public IReadOnlyList<string> Write(MultiRatePlan multiRatePlan, AtomicFolder folder)
    {
        foreach (RenderPlan plan in multiRatePlan.Plans)
            for (int input = 0; input < plan.Inputs.Count; input++) WriteTaps(plan, input, folder);
        int longest = multiRatePlan.Plans.Max(plan => plan.Filters.Taps);
        folder.WriteText("graph-5.txt", FfmpegGraph.Of(multiRatePlan, UntilSix, longest));
        folder.WriteText("graph-7.txt", FfmpegGraph.Of(multiRatePlan, SinceSeven, longest));
        folder.WriteScript(Script, FfmpegScript.Of(multiRatePlan, FfmpegInputs.Of(multiRatePlan.Inputs)));
        return
        [
            .. SongFile.Steps(multiRatePlan),
            $"Render: sh {Shell.Quoted(Path.Combine(folder.FullPath, Script))} {SongFile.Name(multiRatePlan)} feeds.wav",
            $"Play feeds.wav, whose channels are the drivers ({SafeNames.OneLine(string.Join(", ", multiRatePlan.Drivers))}), on a device of {multiRatePlan.Drivers.Count} outputs with a player that does not mix channels, for example aplay -D hw:0.",
        ];
    }

    static void WriteTaps(RenderPlan plan, int input, AtomicFolder folder)
    {
        int length = (plan.Filters.Taps + SmallestEnd - 1) / SmallestEnd * SmallestEnd;
        float[][] drivers = new float[plan.Drivers.Count][];
        for (int driver = 0; driver < drivers.Length; driver++) plan.Filters[input, driver].CopyTo(drivers[driver] = new float[length]);
        folder.WriteSound(TapsName($"{plan.SampleRate}", plan.Inputs[input]), plan.SampleRate, drivers);
    }
}
