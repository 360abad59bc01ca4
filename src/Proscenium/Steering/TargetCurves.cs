namespace Proscenium.Steering;

/// <summary>
/// The built-in target curves, chosen by what they reach on measured heads they were not designed on (docs/decisions/target-curves.md).
/// </summary>
public static class TargetCurves
{
    static readonly Dictionary<string, PowerRatioCurve> _curves = new()
    {
        ["gentle"] = PowerRatioCurve.Named("gentle", [(2000, 15), (4000, 10)]),
        ["default"] = PowerRatioCurve.Named("default", [(2000, 22), (4000, 18)]),
        ["deep"] = PowerRatioCurve.Named("deep", [(2000, 25), (4000, 20)]),
    };

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. _curves.Keys];

    /// <summary>A curve by name.</summary>
    /// <exception cref="SettingException">No curve has that name.</exception>
    public static PowerRatioCurve Named(string name) =>
        _curves.TryGetValue(name, out PowerRatioCurve? curve) ? curve : throw new SettingException($"no target curve is named '{name}': {string.Join(", ", Names)}.");
}
