using System.Text.Json.Nodes;
using Proscenium.Cli.Terminal;
using Proscenium.Integrations.Race;
using static Proscenium.Cli.Json.JsonText;

namespace Proscenium.Cli.Json;

/// <summary>Settings of a recursive canceller as JSON; every key is described in docs/exports/race.md.</summary>
static class RaceJson
{
    const int Version = 1;

    public static void Write(string path, IRaceFormat format, RaceExport export, string place)
    {
        RaceFit fit = export.Fit;
        TextOutput.WriteJson(path, new JsonObject
        {
            ["version"] = Version,
            ["format"] = format.Name,
            ["programs"] = format.Programs,
            ["folder"] = place,
            ["delayMicroseconds"] = Number(1e6 * fit.DelaySeconds),
            ["attenuationDb"] = Number(fit.AttenuationDb),
            ["lowHz"] = Number(fit.LowHz),
            ["highHz"] = Number(fit.HighHz),
            ["plan"] = Figures(fit.Designed),
            ["race"] = Figures(fit.Race),
            ["untreated"] = Figures(fit.Untreated),
            ["gapDb"] = Number(fit.GapDb),
            ["gainDb"] = Number(fit.GainDb),
            ["gainPlace"] = format.GainPosition,
            ["headroomDb"] = Number(fit.HeadroomDb),
            ["steps"] = Texts(export.Steps),
            ["notes"] = Texts(fit.Notes),
        });
    }

    static JsonObject Figures(AimFigures figures) => new()
    {
        ["cancellationDb"] = Number(figures.CancellationDb),
        ["asideDb"] = Number(figures.OffAxis5CmDb),
        ["separationDb"] = Number(figures.SeparationDb),
    };
}
