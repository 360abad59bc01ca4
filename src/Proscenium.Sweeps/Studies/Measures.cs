using Proscenium.Engine.Plan;

namespace Proscenium.Sweeps.Studies;

/// <summary>What a study finds out about each design.</summary>
/// <param name="Planned">True for the weights alone: no filters are made, and nothing runs.</param>
/// <param name="Canceller">True for the canceller alone as well, where there are virtual loudspeakers.</param>
/// <param name="InRoom">True to listen in the study's rooms, too.</param>
/// <param name="MonteCarloRuns">Runs with random driver errors, 0 for none.</param>
sealed record Measures(bool Planned, bool Canceller, bool InRoom, int MonteCarloRuns)
{
    const int MostRuns = 1000;

    const string PlannedName = "planned", FreeField = "freeField";

    /// <summary>Reads the key <c>measure</c>; in free field where there is none.</summary>
    public static Measures Read(StrictJson json)
    {
        if (!json.Has("measure")) return new(false, false, false, 0);
        if (json.IsText("measure")) return new(json.OneOf("measure", PlannedName, FreeField) == PlannedName, false, false, 0);
        return json.Object("measure", part => new Measures(false, part.Has("canceller") && part.Flag("canceller"), part.Has("room") && part.Flag("room"), part.Has("monteCarloRuns") ? part.Whole("monteCarloRuns", 0, MostRuns) : 0));
    }
}
