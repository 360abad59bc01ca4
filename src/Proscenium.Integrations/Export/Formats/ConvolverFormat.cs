using System.Globalization;
using System.IO.Compression;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using static System.FormattableString;

namespace Proscenium.Integrations.Export.Formats;

/// <summary>
/// The <c>.cfg</c> of Convolver (convolver.sourceforge.net), one for each rate, as JRiver reads it too; and all of them with their sounds in a zip for Roon, which
/// picks among them by rate. The format has no comments.
/// </summary>
sealed class ConvolverFormat : IExportFormat
{
    /// <summary>In dB, with five digits left of a weight; none left would be full level.</summary>
    const int MinGain = -100;

    /// <summary>All files of a zip bear it, so that the same plan makes the same zip.</summary>
    static readonly DateTimeOffset _long = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public string Name => "convolver";

    public string Programs => "Roon, JRiver Media Center, Convolver";

    public bool ChoosesRate => true;

    public string? GainPosition => "as the weight of the input of every path in the .cfg files";

    public Fault? Refusal(MultiRatePlan multiRatePlan) => multiRatePlan.GainDb is < MinGain or > 0 ? new(ErrorCodes.FormatGain, Invariant($"its weights reach from {MinGain} to 0 dB"), "give a gain within that") : null;

    public IReadOnlyList<string> Write(MultiRatePlan multiRatePlan, AtomicFolder folder)
    {
        string zip = $"proscenium-{SafeNames.Of(multiRatePlan.Name)}.zip";
        using MemoryStream zipped = new();
        using (ZipArchive archive = new(zipped, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (RenderPlan plan in multiRatePlan.Plans)
            {
                IReadOnlyList<string> sounds = folder.WriteInputs(plan);
                folder.WriteText(Configuration(plan.SampleRate), Lines(multiRatePlan, plan, sounds));
                foreach (string name in (string[])[Configuration(plan.SampleRate), .. sounds]) Add(archive, name, folder.Partial(name));
            }
        }
        folder.WriteBytes(zip, zipped.ToArray());
        int rate = multiRatePlan.Plans[0].SampleRate;
        return
        [
            $"Roon: in the DSP Engine add Convolution and browse to {Path.Combine(folder.FullPath, zip)}; it holds the filters for {string.Join(", ", multiRatePlan.Plans.Select(plan => plan.SampleRate))} Hz.",
            $"JRiver: in DSP Studio switch Convolution on, choose the file for your sample rate, {Path.Combine(folder.FullPath, Configuration(rate))} etc., and switch off the normalisation of the filter's volume.",
            $"Give the device {multiRatePlan.Drivers.Count} channels in the player's settings; the drivers are its channels in this order: {SafeNames.OneLine(string.Join(", ", multiRatePlan.Drivers))}.",
        ];
    }

    static string Configuration(int rate) => $"proscenium-{rate}.cfg";

    /// <summary>Rate, inputs, outputs and no mapping to loudspeakers; no delays; then for each path the file, the channel in it, the input and the output.</summary>
    static string Lines(MultiRatePlan multiRatePlan, RenderPlan plan, IReadOnlyList<string> sounds)
    {
        List<string> arriving = ChannelOrder.Wave(multiRatePlan);
        return string.Join('\n',
        [
            $"{plan.SampleRate} {multiRatePlan.Inputs.Count} {multiRatePlan.Drivers.Count} 0",
            string.Join(' ', multiRatePlan.Inputs.Select(_ => 0)),
            string.Join(' ', multiRatePlan.Drivers.Select(_ => 0)),
            .. multiRatePlan.Paths.SelectMany(path => (string[])[sounds[path.Input], $"{path.Driver}", $"{arriving.IndexOf(multiRatePlan.Inputs[path.Input])}.{Weight(multiRatePlan.Gain)}", $"{path.Driver}.0"]),
            "",
        ]);
    }

    /// <summary>The decimals of a factor, which a channel's number has as its own; none is a factor of 1.</summary>
    static string Weight(double gain)
    {
        string factor = gain.ToString("0.0#########", CultureInfo.InvariantCulture);
        return factor[0] == '0' ? factor[2..] : "0";
    }

    static void Add(ZipArchive archive, string name, string path)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name);
        entry.LastWriteTime = _long;
        using Stream content = entry.Open(), file = File.OpenRead(path);
        file.CopyTo(content);
    }
}
