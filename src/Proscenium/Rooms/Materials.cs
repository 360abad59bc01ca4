namespace Proscenium.Rooms;

/// <summary>Real surfaces by name.</summary>
/// <remarks>
/// Random-incidence absorption from Vorländer, Auralization, 2nd ed. 2020, annex A.1, who collects Fasold and Veres, Schallschutz und Raumakustik in der Praxis
/// (2003), and others. The tables begin at 125 Hz, some end at 4 kHz: 63 Hz is taken as 125 Hz, and 8 kHz as 4 kHz where it is missing.
/// </remarks>
static class Materials
{
    static readonly Surface[] _all =
    [
        Of("anechoic", 1, 1, 1, 1, 1, 1, 1), // a word for no wall at all
        Of("concrete", 0.01, 0.01, 0.02, 0.02, 0.02, 0.05, 0.05),
        Of("brick", 0.01, 0.02, 0.02, 0.03, 0.03, 0.04, 0.04),
        Of("plaster", 0.02, 0.02, 0.03, 0.03, 0.04, 0.05, 0.05),
        Of("plasterboard", 0.15, 0.10, 0.06, 0.04, 0.04, 0.05, 0.05),
        Of("tiles", 0.01, 0.01, 0.01, 0.02, 0.02, 0.02, 0.02),
        Of("window", 0.10, 0.05, 0.04, 0.03, 0.03, 0.03, 0.03),
        Of("double-glazing", 0.15, 0.05, 0.03, 0.03, 0.02, 0.02, 0.02),
        Of("wood", 0.18, 0.12, 0.10, 0.09, 0.08, 0.07, 0.07),
        Of("wood-panels", 0.27, 0.23, 0.22, 0.15, 0.10, 0.07, 0.06),
        Of("door", 0.14, 0.10, 0.06, 0.08, 0.10, 0.10, 0.10),
        Of("linoleum", 0.02, 0.03, 0.03, 0.03, 0.03, 0.02, 0.02),
        Of("carpet-thin", 0.02, 0.04, 0.08, 0.20, 0.35, 0.40, 0.40),
        Of("carpet", 0.03, 0.09, 0.20, 0.54, 0.70, 0.72, 0.72),
        Of("carpet-thick", 0.08, 0.08, 0.30, 0.60, 0.75, 0.80, 0.80),
        Of("curtain", 0.05, 0.06, 0.39, 0.63, 0.70, 0.73, 0.73),
        Of("curtain-heavy", 0.30, 0.45, 0.65, 0.56, 0.59, 0.71, 0.71),
        Of("upholstery", 0.44, 0.60, 0.77, 0.89, 0.82, 0.70, 0.70),
        Of("absorber", 0.22, 0.60, 0.92, 0.90, 0.88, 0.88, 0.88),
        Of("ceiling-tiles", 0.49, 0.53, 0.53, 0.75, 0.92, 0.99, 0.99),
    ];

    /// <summary>Every material.</summary>
    public static IReadOnlyList<Surface> All => _all;

    /// <summary>A material by its name, or null where there is none of that name.</summary>
    public static Surface? Named(string name) => Array.Find(_all, surface => surface.Name == name);

    /// <summary>From seven octaves, 125 Hz to 8 kHz.</summary>
    static Surface Of(string name, params double[] absorption) => new(name, [absorption[0], .. absorption]);
}
