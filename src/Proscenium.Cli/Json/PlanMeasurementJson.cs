using System.Text.Json.Nodes;
using Proscenium.Heads;
using Proscenium.Measuring.Plans;
using static Proscenium.Cli.Json.JsonText;

namespace Proscenium.Cli.Json;

/// <summary>What a plan does at the ears as JSON; every key is described in docs/measure.md.</summary>
static class PlanMeasurementJson
{
    const int Version = 1;

    public static JsonObject Of(PlanMeasurement plan, IReadOnlyList<string> faults) => new()
    {
        ["version"] = Version,
        ["device"] = plan.Design.Request.Device.Name,
        ["windowMilliseconds"] = Number(1000 * plan.WindowSeconds),
        ["reflectionMilliseconds"] = Number(1000 * plan.ReflectionSeconds),
        ["lateMilliseconds"] = Number(1000 * plan.LateSeconds),
        ["distortionLimitDb"] = Number(plan.DistortionLimitDb),
        ["octavesHz"] = Numbers(Enumerable.Range(0, plan.Octaves.Count).Select(plan.CentreHz)),
        ["askedSeparationDb"] = Numbers(plan.AskedDb),
        ["direct"] = Window(plan.Predicted, plan.Measured),
        ["whole"] = Window(plan.PredictedWhole, plan.MeasuredWhole),
        ["faults"] = Texts(faults),
        ["verdict"] = Texts(PlanVerdict.Of(plan)),
    };

    static JsonObject Window(EarLevels? predicted, EarLevels measured) => new()
    {
        ["left"] = Input(predicted, measured, Side.Left),
        ["right"] = Input(predicted, measured, Side.Right),
    };

    static JsonObject Input(EarLevels? predicted, EarLevels measured, Side side) => new()
    {
        ["untreatedSeparationDb"] = Octaves(measured, n => measured.Separation(side, treated: false, n)),
        ["predictedSeparationDb"] = predicted is null ? null : Octaves(predicted, n => predicted.Separation(side, treated: true, n)),
        ["measuredSeparationDb"] = Octaves(measured, n => measured.Separation(side, treated: true, n)),
        ["noiseLimitDb"] = Octaves(measured, n => measured.NoiseLimit(side, n)),
        ["toneDb"] = Octaves(measured, n => measured.Tone(side, n)),
    };

    static JsonArray Octaves(EarLevels levels, Func<int, double> value) => Numbers(Enumerable.Range(0, levels.Bands).Select(value));
}
