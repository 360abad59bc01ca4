using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Sound;

namespace Proscenium.Integrations.Export.Formats;

/// <summary>
/// WAV files for programs that are set up by hand: all paths in one file, input-major, and one such file for each place of a bank; packed, a channel for each driver with the responses from all inputs end to
/// end (mcfx_convolver, SPARTA MatrixConv, X-volver); and one mono file for each path.
/// </summary>
sealed class WaveFormat : IExportFormat
{
    const int MaxChannels = 64;

    public string Name => "wav";

    public string Programs => "anything that convolves; SPARTA MatrixConv, mcfx_convolver and X-volver (packed)";

    public bool ChoosesRate => false;

    public bool HasBank => true;

    public string? GainPosition => null;

    public Fault? Refusal(MultiRatePlan multiRatePlan) => multiRatePlan.Inputs.Count * multiRatePlan.Drivers.Count > MaxChannels
        ? new(ErrorCodes.FormatUnfit, $"{multiRatePlan.Inputs.Count} inputs to {multiRatePlan.Drivers.Count} drivers are more paths than the {MaxChannels} channels that are read back from a file: export as jconvolver, or as csv") : null;

    public IReadOnlyList<string> Write(MultiRatePlan multiRatePlan, AtomicFolder folder)
    {
        foreach (RenderPlan plan in multiRatePlan.Plans)
        {
            folder.WriteMatrix(plan);
            folder.WriteSound($"packed-{plan.SampleRate}.wav", plan.SampleRate, [.. Enumerable.Range(0, multiRatePlan.Drivers.Count).Select(driver => Packed(plan, driver))]);
            folder.WriteBank(plan);
            foreach (FilterPath path in multiRatePlan.Paths) folder.WriteSound(PathName(plan, path), plan.SampleRate, plan.Filters[path.Input, path.Driver].ToArray());
        }
        int rate = multiRatePlan.Plans[0].SampleRate, inputs = multiRatePlan.Inputs.Count;
        return
        [
            .. SongFile.Steps(multiRatePlan),
            $"All paths: matrix-RATE.wav, all drivers of the first input first. proscenium convolve {SongFile.Name(multiRatePlan)} {Shell.Quoted(Path.Combine(folder.FullPath, MatrixSounds.MatrixName(rate)))} feeds.wav --outputs {multiRatePlan.Drivers.Count} --gain {DecibelText.RoundedDown(multiRatePlan.GainDb)}{ChannelOrder.Remark(multiRatePlan)}",
            $"Packed: packed-RATE.wav in SPARTA MatrixConv (number of inputs: {inputs}) or mcfx_convolver ('/impulse/packedmatrix {inputs} 1 0 0 0 packed-{rate}.wav').",
            .. multiRatePlan.Plans[0].Bank is { } bank ? [$"Other places of the head: {MatrixSounds.BankName(rate)}/001.wav to {bank.All.Count:000}.wav, each as matrix-RATE.wav; places.csv beside them tells where the head is. All share one time zero: between two places play the mean of their filters."] : Array.Empty<string>(),
            $"Path by path: {PathName(multiRatePlan.Plans[0], new(0, 0, 0))} etc., input to driver.",
        ];
    }

    static string PathName(RenderPlan plan, FilterPath path) =>
        $"paths-{plan.SampleRate}/{path.Input + 1}-{SafeNames.Of(plan.Inputs[path.Input])}_{path.Driver + 1}-{SafeNames.Of(plan.Drivers[path.Driver])}.wav";

    static float[] Packed(RenderPlan plan, int driver) => [.. Enumerable.Range(0, plan.Inputs.Count).SelectMany(input => plan.Filters[input, driver].ToArray())];
}
